"""Contact data as those see it who need not know it: enough to check what a customer says, too little to use."""

from __future__ import annotations


def cover_email(address: str) -> str:
    """`a•••@example.org`: the first letter and the domain."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}" if at else "•••" if address else ""


def cover_phone(number: str) -> str:
    """`••• 67`: the last two digits."""
    digits = [sign for sign in number if sign.isdigit()]
    return f"••• {''.join(digits[-2:])}" if len(digits) > 4 else "•••" if number else ""
