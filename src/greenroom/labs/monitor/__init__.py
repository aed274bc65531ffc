"""What can be seen of the system: hourly metrics, alerts on them, and the statistics behind both."""
