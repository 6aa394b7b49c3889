"""The lake of the pipeline test, as a folder and as a bucket of an S3 server."""

import os
import re
import socket
import subprocess
import time
from pathlib import Path

import pytest

from trino_server import NotThere, TrinoServer

PIPELINE = Path(os.environ["VONGDOI_PIPELINE"])
LAKE = PIPELINE / "daily"
BUCKET = "daily"
S3PROXY = Path(__file__).resolve().parents[4] / "common/target/s3proxy/s3proxy.jar"
KEYS = {"id": "test", "secret": "test", "region": "us-east-1"}


def statements(engine):
    """The statements of catalog for an engine, without lines that tell what is left out."""
    text = (PIPELINE / "statements" / f"{engine}.sql").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return [s for s in re.split(r";\n", "\n".join(lines) + "\n") if s.strip()]


def statements_in_s3(engine):
    """The same as they are printed for a lake that is the bucket."""
    return [text.replace(f"'{LAKE}/", f"'s3://{BUCKET}/") for text in statements(engine)]


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return True
    time.sleep(0.1)
    return False


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    """The folder that holds the lake, served as S3: the lake is a bucket."""
    if not S3PROXY.exists():
        pytest.skip(f"no S3 server at {S3PROXY}: mvn -pl common process-test-resources fetches it")
    port = free_port()
    settings = {
        "s3proxy.endpoint": f"http://127.0.0.1:{port}",
        "s3proxy.authorization": "none",
        # Trino asks for what S3Proxy does not know: whether an object is archived.
        "s3proxy.ignore-unknown-headers": "true",
        "jclouds.provider": "filesystem-nio2",
        "jclouds.filesystem.basedir": str(PIPELINE),
    }
    file = tmp_path_factory.mktemp("s3") / "s3proxy.properties"
    file.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
    # Its default log level writes gigabytes.
    logs = ["-DLOG_LEVEL=warn", "-DJETTY_LOG_LEVEL=warn"]
    server = subprocess.Popen(
        ["java", "-Xmx256m", *logs, "-jar", str(S3PROXY), "--properties", str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert any(listens(port) for _ in range(300)), "the S3 server does not start"
        yield port
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def trino(s3, tmp_path_factory):
    """A Trino that knows the tables and views as `catalog --for trino` says, on disk and in S3."""
    try:
        server = TrinoServer(tmp_path_factory.mktemp("trino"), free_port(), s3, KEYS)
    except NotThere as missing:
        pytest.skip(str(missing))
    with server:
        for statement in statements("trino"):
            server.rows(statement)
        for statement in statements_in_s3("trino"):
            server.rows(statement.replace("delta.", "delta_s3."))
        yield server
