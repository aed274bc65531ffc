"""The third flow: exercise -> submission -> verdict. Pure; the service runs the code."""
