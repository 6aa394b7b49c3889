package vongdoi.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static vongdoi.report.Figures.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.platform.VongdoiConfig;
import vongdoi.report.Figures;
import vongdoi.report.PageFile;

/** A customer's page: portrait, timeline, stages, scores and segments with reasons, consents. */
final class CustomerPage {
  private static final int MOST_ROWS = 200;
  private final Warehouse warehouse;
  private final VongdoiConfig config;

  CustomerPage(Warehouse warehouse, VongdoiConfig config) {
    this.warehouse = warehouse;
    this.config = config;
  }

  /**
   * Writes a page for each customer, readable by its owner alone: into the file, or of several into
   * files beside it whose names bear the customer.
   */
  List<Path> write(List<String> customers, Path file) {
    List<Path> written = new ArrayList<>();
    for (String customer : customers) {
      String name = file.getFileName().toString();
      Path page =
          customers.size() == 1
              ? file
              : file.resolveSibling(name.replaceFirst("(\\.html)?$", "-" + customer + ".html"));
      written.add(write(of(customer), page));
    }
    return written;
  }

  /** Writes a file that its owner alone can read. */
  static Path write(String text, Path page) {
    try {
      Files.deleteIfExists(page);
      if (page.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            page,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return Files.writeString(page, text);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write " + page + ": name a file in a folder that is there and can be written", e);
    }
  }

  /** The page of a customer as HTML. */
  String of(String customer) {
    Dataset<Row> segments = warehouse.read(Gold.SEGMENTS).select("segment", "name_en", "name_vi");
    Dataset<Row> products = warehouse.read(Silver.PRODUCTS).select("product_id", "name");
    ObjectNode figures =
        Figures.of(
                List.of(
                    all("profile", about(Silver.PROFILES, customer)),
                    all("lifecycle", about(Gold.LIFECYCLE, customer)),
                    all("stages", newest(Gold.LIFECYCLE_HISTORY, customer, "since")),
                    all("journey", about(Gold.JOURNEY_SCORES, customer)),
                    all("value", about(Gold.CLV_SCORES, customer)),
                    all("churn", about(Gold.CHURN_SCORES, customer)),
                    all(
                        "segments",
                        newest(Gold.SEGMENT_MEMBERS, customer, "entered_at")
                            .join(segments, "segment")),
                    all("actions", newest(Gold.NEXT_ACTIONS, customer, "send_after")),
                    all("messages", newest(Gold.MESSAGES, customer, "planned_at")),
                    all(
                        "recommendations",
                        about(Gold.RECOMMENDATIONS, customer).join(products, "product_id", "left")),
                    all("orders", newest(Silver.ORDERS, customer, "ordered_at")),
                    all("carts", newest(Silver.CARTS, customer, "changed_at")),
                    all("payments", newest(Silver.PAYMENTS, customer, "created_at")),
                    all("subscriptions", newest(Silver.SUBSCRIPTIONS, customer, "started_at")),
                    all("feedback", newest(Silver.FEEDBACK, customer, "given_at")),
                    all("consents", about(Silver.CONSENTS, customer)),
                    figure(
                        "records",
                        newest(Silver.CUSTOMER_RECORDS, customer, "last_seen_at"),
                        "source",
                        "kind",
                        "linked_by",
                        "first_seen_at",
                        "last_seen_at")))
            .toJson();
    ObjectNode page =
        Figures.row()
            .put("title", customer)
            .put("date", "")
            .put("zone", config.zone().getId())
            .put("currency", config.currency())
            .put("reasons_in", config.segment().reasonsIn().name().toLowerCase(Locale.ROOT));
    warehouse
        .log(Silver.PROFILES)
        .lastStamped()
        .ifPresent(last -> page.put("date", last.stamp().date().toString()));
    page.set("figures", figures);
    return PageFile.of("customer", config.report().language(), page);
  }

  private Dataset<Row> about(Table table, String customer) {
    return warehouse.read(table).where(col("customer_id").equalTo(lit(customer)));
  }

  private Dataset<Row> newest(Table table, String customer, String at) {
    return about(table, customer).orderBy(col(at).desc_nulls_last()).limit(MOST_ROWS);
  }

  private static Dataset<Row> all(String name, Dataset<Row> rows) {
    return figure(name, rows, "*");
  }
}
