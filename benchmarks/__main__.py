"""Run a benchmark: python -m benchmarks quality | speed | memory | reload | start | throughput | chaos | replicas."""

import sys

from benchmarks.cli import main

if __name__ == "__main__":
    sys.exit(main())
