"""`python -m rhomboid.cli`."""

from rhomboid.cli import main

if __name__ == "__main__":
    main()
