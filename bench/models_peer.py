"""Fits the histories of bench/models with lifetimes, as they are."""

import glob
import sys
import time

import pandas as pd
from lifetimes import BetaGeoFitter

(path,) = glob.glob(sys.argv[1] + "/part-*.csv")
histories = pd.read_csv(path, names=["frequency", "recency", "T"])
wall, cpu = time.perf_counter(), time.process_time()
fit = BetaGeoFitter().fit(histories["frequency"], histories["recency"], histories["T"])
print(f"  lifetimes 0.11.3 BG/NBD fit  {time.perf_counter() - wall:7.2f} s {time.process_time() - cpu:7.2f} CPU s")
print("  " + ", ".join(f"{name} {value:.4f}" for name, value in fit.params_.items()))
