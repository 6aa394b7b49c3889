#!/usr/bin/env bash
# The daily line by spark-submit on Kubernetes, without an operator:
#
#   conf/kubernetes/spark-submit.sh run --date 2026-10-31 --conf /etc/vongdoi/shop.conf
#
# Client mode, from a pod or a machine that the executors can reach: exit code and RUN_REPORT lines are
# the driver's own. IMAGE holds Spark 4.2 and the cluster jar; API is the cluster's address.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export VONGDOI_SPARK_SUBMIT="${VONGDOI_SPARK_SUBMIT:-${SPARK_HOME:?set SPARK_HOME}/bin/spark-submit}"
export VONGDOI_SUBMIT_ARGS="--master k8s://${API:?set API, such as https://10.0.0.1:6443} --deploy-mode client
 --name vongdoi --conf spark.kubernetes.namespace=${NAMESPACE:-vongdoi}
 --conf spark.kubernetes.container.image=${IMAGE:?set IMAGE}
 --conf spark.kubernetes.authenticate.serviceAccountName=${SERVICE_ACCOUNT:-vongdoi}
 --conf spark.executor.instances=${EXECUTORS:-4} --conf spark.executor.cores=4
 --conf spark.executor.memory=16g --driver-memory 4g
 --conf spark.sql.shuffle.partitions=${PARTITIONS:-64} ${VONGDOI_SUBMIT_ARGS:-}"
exec "$root/vongdoi" "$@"
