"""What can be seen in a submission without running it: from its syntax tree, by line."""
