"""`python -m ghostd` is the `ghostd` command."""

from ghostd.cli.main import main

if __name__ == "__main__":
    main()
