"""A Trino server of a test, without a password: tables on disk and in S3 as two catalogs."""

import os
import re
import socket
import subprocess
import time
from pathlib import Path

import trino

VERSION = "476"
OLDEST_JAVA = 24
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "vongdoi"
SECONDS_TO_START = 300

CONFIG = """\
coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port={port}
discovery.uri=http://127.0.0.1:{port}
query.max-memory-per-node=400MB
memory.heap-headroom-per-node=300MB
catalog.management=static
"""
JVM = """\
-Xmx1g
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
-Djdk.attach.allowAttachSelf=true
--add-modules=jdk.incubator.vector
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
"""
CATALOG = """\
connector.name=delta_lake
hive.metastore=file
hive.metastore.catalog.dir=local:///{metastore}
delta.register-table-procedure.enabled=true
delta.enable-non-concurrent-writes=false
fs.native-local.enabled=true
local.location=/
fs.hadoop.enabled=true
fs.native-s3.enabled=true
s3.endpoint=http://127.0.0.1:{s3}
s3.region={region}
s3.path-style-access=true
s3.aws-access-key={id}
s3.aws-secret-key={secret}
"""


class NotThere(Exception):
    """What Trino needs is not on this machine."""


def java_home():
    """A JDK that Trino runs on: of TRINO_JAVA_HOME, JAVA_HOME, or where Linux keeps them."""
    named = [os.environ[name] for name in ("TRINO_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    for home in [*map(Path, named), *sorted(Path("/usr/lib/jvm").glob("*"))]:
        release = home / "release"
        found = release.exists() and re.search(r'JAVA_VERSION="(\d+)', release.read_text())
        if found and int(found[1]) >= OLDEST_JAVA:
            return home
    raise NotThere(f"no JDK of {OLDEST_JAVA} or newer for Trino: name one by TRINO_JAVA_HOME")


def home():
    """The server's folder: of TRINO_HOME, else fetched once from the Maven repository (820 MB)."""
    if os.environ.get("TRINO_HOME"):
        return Path(os.environ["TRINO_HOME"])
    folder = CACHE / f"trino-server-{VERSION}"
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        artifact = f"io.trino:trino-server:{VERSION}:tar.gz"
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
        command = ["mvn", "-q", "-B", goal, f"-Dartifact={artifact}", f"-DoutputDirectory={CACHE}"]
        if subprocess.run(command, cwd=CACHE, stdout=subprocess.DEVNULL).returncode:
            raise NotThere(f"no Trino: {artifact} cannot be fetched; name its folder by TRINO_HOME")
        archive = CACHE / f"trino-server-{VERSION}.tar.gz"
        part = CACHE / f"trino-server-{VERSION}.part"
        part.mkdir(exist_ok=True)
        subprocess.run(["tar", "-xzf", archive, "-C", part, "--strip-components=1"], check=True)
        archive.unlink()
        part.rename(folder)
    return folder


class TrinoServer:
    """Runs while it is used in a with statement."""

    def __init__(self, folder, port, s3, keys):
        self.folder = folder
        self.port = port
        self.java = java_home()
        self.home = home()
        etc = folder / "etc"
        (etc / "catalog").mkdir(parents=True)
        (etc / "config.properties").write_text(CONFIG.format(port=port))
        (etc / "node.properties").write_text("node.environment=test\n")
        (etc / "jvm.config").write_text(JVM)
        for name in ("delta", "delta_s3"):
            metastore = folder / name
            metastore.mkdir()
            text = CATALOG.format(metastore=str(metastore).lstrip("/"), s3=s3, **keys)
            (etc / "catalog" / f"{name}.properties").write_text(text)

    def __enter__(self):
        log = (self.folder / "server.log").open("w")
        command = [self.home / "bin" / "launcher", "run"]
        places = ["--etc-dir", self.folder / "etc", "--data-dir", self.folder / "data"]
        env = os.environ | {"JAVA_HOME": str(self.java)}
        self.process = subprocess.Popen(
            [*map(str, [*command, *places])], env=env, stdout=log, stderr=subprocess.STDOUT
        )
        log.close()
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self):
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                self.rows("select 1")
                return
            except (OSError, trino.exceptions.Error):
                time.sleep(1)
        log = (self.folder / "server.log").read_text().splitlines()
        raise AssertionError("Trino does not start:\n" + "\n".join(log[-20:]))

    def rows(self, sql):
        """The rows that a statement answers, as Python's values."""
        con = trino.dbapi.connect(host="127.0.0.1", port=self.port, user="test", timezone="UTC")
        try:
            return con.cursor().execute(sql.rstrip().rstrip(";")).fetchall()
        finally:
            con.close()

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
