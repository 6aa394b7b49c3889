package vongdoi.export;

import java.io.Serializable;
import vongdoi.export.ExportConfig.Type;

/** A column of a file. */
record FileField(String header, Type type) implements Serializable {}
