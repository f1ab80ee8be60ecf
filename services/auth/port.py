"""What the app asks of whoever keeps the passwords: the local accounts here, a hosted service later."""

from typing import Protocol

from domain.people import Person, Role


class AuthProvider(Protocol):
    """Creates accounts and checks passwords; sessions are not its business."""

    def sign_up(self, email: str, password: str, full_name: str, roles: frozenset[Role]) -> Person:
        """Create an account. Raises InvalidInput with `field` for an address or a password it cannot take."""
        ...

    def sign_in(self, email: str, password: str) -> Person:
        """Return the person behind a right password.

        Raises InvalidInput with one and the same sentence for an unknown address and a wrong password.
        """
        ...
