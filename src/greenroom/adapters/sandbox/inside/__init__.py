"""What runs inside a sandbox: sources that the chosen interpreter compiles and that import nothing of Greenroom."""
