"""Accounts and their roles."""

import argparse
import getpass
import sys

from commands.frame import Add, open_services, out
from domain.errors import InvalidInput

ROLES = ["candidate", "coach", "admin"]


def register(add: Add) -> None:
    """Declare the commands of this module."""
    command = add("create-user", create_user, "create an account; asks for the password unless --password-stdin")
    command.add_argument("email")
    command.add_argument("--name", default="")
    command.add_argument("--role", action="append", choices=ROLES, help="may be repeated")
    command.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    command = add("grant-role", grant_role, "give an account another role")
    command.add_argument("email")
    command.add_argument("role", choices=ROLES)
    command = add("reset-link", reset_link, "make a link with which a person chooses a new password, and print it")
    command.add_argument("email")


def create_user(args: argparse.Namespace) -> int:
    """Create an account with the given roles (candidate when none is named)."""
    from domain.people import Role

    if args.password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise InvalidInput("The two passwords differ.")
    services = open_services()
    try:
        roles = {Role(r) for r in args.role or ["candidate"]}
        person = services.accounts.create_user(args.email, password, args.name or args.email.split("@")[0], roles)
    finally:
        services.close()
    document = {"id": person.id, "email": person.email, "roles": sorted(person.roles)}
    out(args, document, f"Created {person.email} with {', '.join(sorted(person.roles))}.")
    return 0


def grant_role(args: argparse.Namespace) -> int:
    """Add a role to an account."""
    from domain.people import Role

    services = open_services()
    try:
        person = services.accounts.grant_role(args.email, Role(args.role))
    finally:
        services.close()
    document = {"id": person.id, "email": person.email, "roles": sorted(person.roles)}
    out(args, document, f"{person.email} now has {', '.join(sorted(person.roles))}.")
    return 0


def reset_link(args: argparse.Namespace) -> int:
    """Print a link that works once, within an hour. It is written in the audit log."""
    services = open_services()
    try:
        link = services.recovery.reset_link(args.email)
    finally:
        services.close()
    out(args, {"email": args.email, "link": link}, f"Give this to {args.email}; it works once, within an hour:\n{link}")
    return 0
