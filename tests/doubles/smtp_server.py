"""A small SMTP server on loopback that keeps what it is sent, and can play faults."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class SmtpServer:
    """Use as a context manager; `messages` fills up. `fault`: None, "refuse" (550 on the recipient) or "hang up"."""

    def __init__(self, fault: str | None = None) -> None:
        self.messages: list[EmailMessage] = []
        self.refused = 0
        self.fault = fault
        outer = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.talk(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self) -> "SmtpServer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def talk(self, stream: socketserver.StreamRequestHandler) -> None:
        """Speak the protocol with one client until it quits."""

        def say(line: str) -> None:
            stream.wfile.write(line.encode() + b"\r\n")

        say("220 test")
        while line := stream.rfile.readline().strip().upper():
            if line.startswith(b"DATA"):
                if self.fault == "hang up":
                    return
                say("354 go on")
                lines = []
                while (part := stream.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(part[1:] if part.startswith(b"..") else part)
                self.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
                say("250 kept")
            elif line.startswith(b"RCPT") and self.fault == "refuse":
                self.refused += 1
                say("550 no such person")
            elif line.startswith(b"QUIT"):
                say("221 bye")
                return
            else:
                say("250 ok")
