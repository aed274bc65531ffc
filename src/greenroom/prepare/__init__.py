"""The first flow: documents -> profile + posting -> match -> plan -> report."""
