"""The outside world behind the ports.

onnxruntime, from 1.29 on, reports how it is used to its maker and keeps a device id in the user's home, unless it
is told not to before it is imported. Every adapter is imported after this.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
