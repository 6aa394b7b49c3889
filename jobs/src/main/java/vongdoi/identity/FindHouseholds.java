package vongdoi.identity;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.identity.graph.ConnectedComponents;
import vongdoi.identity.households.DifferentPeople;
import vongdoi.identity.households.HouseholdIds;
import vongdoi.identity.households.SharedContacts;

/**
 * Finds customers who live together: different people who share a phone or an e-mail, or an address
 * and a family name. A household is a relation and never an identity: it joins nobody.
 */
public final class FindHouseholds implements Job {
  private static final String[] BOND = {"bond", "key"};
  private static final StructType MEMBER =
      StructType.fromDDL("bond string, key string, customer_id string");
  private final int edgesPerPartition;
  private final int members;

  public FindHouseholds(IdentityConfig config) {
    this.edgesPerPartition = config.edgesPerPartition();
    this.members = config.householdMembers();
  }

  @Override
  public String name() {
    return "identity.household";
  }

  @Override
  public String meaning() {
    return "Finds customers who live together, without joining them";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Silver.CUSTOMERS,
        Silver.CUSTOMER_RECORDS,
        Silver.CUSTOMER_IDENTIFIERS,
        Silver.IDENTIFIER_LINKS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.HOUSEHOLDS));
  }

  /** Who lives together by equal records is the same on every date. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return true;
  }

  @Override
  public String settings() {
    return "members " + members;
  }

  @Override
  public Outputs run(Inputs in) {
    Dataset<Row> bearers = in.keep(new SharedContacts(in).of());
    Dataset<Row> few =
        bearers
            .groupBy("bond", "key")
            .agg(count("*").as("n"))
            .where(col("n").between(2, members))
            .drop("n");
    Dataset<Row> bonds = in.keep(relatives(bearers.join(few, BOND)));
    Dataset<Row> households = in.keep(households(bonds, in));
    return Outputs.of(Silver.HOUSEHOLDS, new HouseholdIds(in).addTo(households));
  }

  /** Rows of {@link #MEMBER}: those on one phone, e-mail or address who are not alike. */
  private static Dataset<Row> relatives(Dataset<Row> bearers) {
    return bearers
        .groupBy("bond", "key")
        .agg(sort_array(collect_list(struct("customer_id", "name", "birth_date"))).as("people"))
        .flatMap(
            (FlatMapFunction<Row, Row>)
                row ->
                    DifferentPeople.of(row.getString(0), row.getString(1), row.getList(2))
                        .iterator(),
            Encoders.row(MEMBER));
  }

  /** Rows {@code household, customer_id, reason}; chains longer than a household are none. */
  private Dataset<Row> households(Dataset<Row> bonds, Inputs in) {
    Dataset<Row> edges =
        bonds
            .withColumn("node", xxhash64(lit("customer"), col("customer_id")))
            .withColumn("other", xxhash64(col("bond"), col("key")));
    Dataset<Row> components =
        new ConnectedComponents(edgesPerPartition, in::keep)
            .of(edges.select("node", "other"), bonds.count());
    Dataset<Row> people =
        in.keep(
            edges
                .join(components, new String[] {"node"}, "left")
                .withColumn("household", coalesce(col("component"), col("node")))
                .groupBy("household", "customer_id")
                .agg(array_join(sort_array(collect_set("bond")), ", ").as("reason")));
    Dataset<Row> sized =
        people
            .groupBy("household")
            .agg(count("*").as("n"), min("customer_id").as("first"))
            .where(col("n").leq(members))
            .drop("n");
    return people.join(sized, "household");
  }
}
