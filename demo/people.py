"""Prints who sells and buys the house of a seed, to be played by hand: `python -m demo.people SEED`."""

from __future__ import annotations

import sys

from simulators.population import sale


def told(seed: int) -> str:
    """Return the certificate's number and each party's name and document number, a line each."""
    sold = sale(seed)
    rows = [("certificate", sold.house.cert_no)]
    rows += [("seller", f"{o.person.name}  {o.person.id_number}") for o in sold.sellers]
    rows += [("buyer", f"{o.person.name}  {o.person.id_number}") for o in sold.buyers]
    return "\n".join(f"  {what:<11} {text}" for what, text in rows)


def main() -> None:
    """Print the people and the house of the seed named on the command line."""
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        raise SystemExit("usage: python -m demo.people SEED")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(told(int(sys.argv[1])))


if __name__ == "__main__":
    main()
