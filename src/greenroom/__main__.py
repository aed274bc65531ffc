"""`python -m greenroom`: the command line where its script is not on the PATH."""

from greenroom.cli import main

main()
