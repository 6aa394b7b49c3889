package vongdoi.common.catalog;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;

/** Views over silver and gold that people chart: one home for SQL, warehouses and BI tools. */
public final class Views {
  public static final View FUNNEL =
      view(
          Table.named("gold.funnel", "run date and stage: how far the customers have come")
              .key("run_date", "stage")
              .column("run_date", "date", "Run date")
              .column("stage", "string", "reach, purchase, develop, retain, advocate")
              .required("stage_position", "int", "1 reach to 5 advocate")
              .required("customers_count", "bigint", "Customers in the stage")
              .required("reached_count", "bigint", "Customers in it or in a later one")
              .required("share", "double", "Of all customers of the date, 0 to 1"),
          """
          select f.run_date, f.stage, f.stage_position, f.customers_count,
            cast(sum(f.customers_count) over (
              partition by f.run_date order by f.stage_position desc) as bigint) as reached_count,
            cast(f.customers_count as double)
              / sum(f.customers_count) over (partition by f.run_date) as share
          from (
            select run_date, stage,
              case stage when 'reach' then 1 when 'purchase' then 2 when 'develop' then 3
                when 'retain' then 4 else 5 end as stage_position,
              cast(sum(customers_count) as bigint) as customers_count
            from gold.stage_funnel
            group by run_date, stage) f
          """);

  public static final View COHORTS =
      view(
          Table.named(
                  "gold.cohorts",
                  "month of first orders, currency and month since: who of them ordered again")
              .key("cohort_month", "currency", "months_since")
              .column("cohort_month", "date", "First day of the month of the first valid order")
              .column("currency", "string", "Currency of the orders, ISO 4217 code")
              .column("months_since", "int", "Months after it; 0: the month itself")
              .required("order_month", "date", "First day of that month")
              .required("cohort_count", "bigint", "Customers of the cohort")
              .required("customers_count", "bigint", "Of them, those who ordered in the month")
              .required("share", "double", "The second over the first, 0 to 1")
              .required("orders_count", "bigint", "Their valid orders in the month")
              .required("net_amount", "decimal(38,2)", "What these brought, refunds off"),
          """
          with firsts as (
            select customer_id, currency,
              cast(date_trunc('month', min(order_date)) as date) as cohort_month
            from silver.orders
            where is_valid
            group by customer_id, currency),
          months as (
            select f.cohort_month, o.currency,
              cast(date_trunc('month', o.order_date) as date) as order_month,
              count(distinct o.customer_id) as customers_count, count(*) as orders_count,
              cast(sum(o.net_amount) as decimal(38,2)) as net_amount
            from silver.orders o
            join firsts f on f.customer_id = o.customer_id and f.currency = o.currency
            where o.is_valid
            group by f.cohort_month, o.currency, cast(date_trunc('month', o.order_date) as date))
          select m.cohort_month, m.currency,
            cast((extract(year from m.order_month) - extract(year from m.cohort_month)) * 12
              + extract(month from m.order_month) - extract(month from m.cohort_month) as int)
              as months_since,
            m.order_month, c.customers_count as cohort_count, m.customers_count,
            cast(m.customers_count as double) / c.customers_count as share,
            m.orders_count, m.net_amount
          from months m
          join months c on c.cohort_month = m.cohort_month and c.currency = m.currency
            and c.order_month = m.cohort_month
          """);

  public static final View RFM_GRID =
      view(
          Table.named("gold.rfm_grid", "recency, frequency and monetary quintile of buyers")
              .key("recency_score", "frequency_score", "monetary_score", "rfm_group")
              .column("recency_score", "int", "Quintile, 5 bought last")
              .column("frequency_score", "int", "Quintile of the number of orders, 5 the most")
              .column("monetary_score", "int", "Quintile of what was spent, 5 the most")
              .column("rfm_group", "string", "CHAMPIONS, LOYAL …, after Shopify")
              .required("customers_count", "bigint", "Customers")
              .required("share", "double", "Of all buyers, 0 to 1"),
          """
          select g.recency_score, g.frequency_score, g.monetary_score, g.rfm_group,
            g.customers_count,
            cast(g.customers_count as double) / sum(g.customers_count) over () as share
          from (
            select recency_score, frequency_score, monetary_score, rfm_group,
              count(*) as customers_count
            from gold.journey_scores
            where recency_score is not null
            group by recency_score, frequency_score, monetary_score, rfm_group) g
          """);

  public static final View SEGMENT_TRENDS =
      view(
          segment(
                  Table.named("gold.segment_trends", "run date and segment: sizes over time")
                      .key("run_date", "segment")
                      .column("run_date", "date", "Run date"))
              .required("members_count", "bigint", "Members")
              .required("entered_count", "bigint", "Entries of the date")
              .required("exited_count", "bigint", "Exits of the date")
              .required("is_jump", "boolean", "Grew or shrank by more than the alarm allows"),
          """
          select z.run_date, z.segment, coalesce(s.name_en, z.segment) as name_en,
            coalesce(s.name_vi, z.segment) as name_vi, z.members_count, z.entered_count,
            z.exited_count, z.is_jump
          from gold.segment_sizes z
          left join gold.segments s on s.segment = z.segment
          """);

  public static final View CURRENT_MEMBERS =
      view(
          segment(
                  Table.named("gold.current_members", "segment and member as of now")
                      .key("segment", "customer_id"))
              .column("customer_id", "string", "Customer")
              .required("entered_at", "date", "Run date of the entry")
              .column("score", "double", "What the segment is ordered by")
              .column("reason", "string", "Why, in words without personal data"),
          """
          select m.segment, coalesce(s.name_en, m.segment) as name_en,
            coalesce(s.name_vi, m.segment) as name_vi, m.customer_id, m.entered_at, m.score,
            m.reason
          from gold.segment_members m
          left join gold.segments s on s.segment = m.segment
          where m.exited_at is null
          """);

  public static final View PLAY_SUMMARY =
      view(
          segment(Table.named("gold.play_summary", "play: what it brought").key("segment"))
              .required("goal", "string", "What counts: order, payment, renewal")
              .required("from_date", "date", "First run date whose messages count")
              .required("until_date", "date", "Last run date whose messages count")
              .required("treated_count", "bigint", "Customers who got it")
              .required("control_count", "bigint", "Customers held out")
              .required("treated_rate", "double", "Share of the treated who reached the goal")
              .column("control_rate", "double", "Share of the held out; null: none held out")
              .column("uplift", "double", "Difference of the two shares")
              .column("uplift_low", "double", "Lower end of its confidence interval")
              .column("uplift_high", "double", "Upper end of it")
              .required(
                  "verdict",
                  "string",
                  "works, harms, not clear yet, nobody held out: by the interval")
              .column("incremental_amount", "double", "Revenue uplift times the treated")
              .required("currency", "string", "ISO 4217 code of the amount"),
          """
          select p.segment, coalesce(s.name_en, p.segment) as name_en,
            coalesce(s.name_vi, p.segment) as name_vi, p.goal, p.from_date, p.until_date,
            p.treated_count, p.control_count, p.treated_rate, p.control_rate, p.uplift,
            p.uplift_low, p.uplift_high,
            case when p.control_rate is null then 'nobody held out'
              when p.uplift_low > 0 then 'works' when p.uplift_high < 0 then 'harms'
              else 'not clear yet' end as verdict,
            p.incremental_amount, p.currency
          from gold.play_results p
          left join gold.segments s on s.segment = p.segment
          """);

  public static final View CLV_BY_MONTH =
      view(
          Table.named(
                  "gold.clv_by_month",
                  "month of acquisition, tier and currency: what customers are worth")
              .key("acquisition_month", "tier", "currency")
              .column("acquisition_month", "date", "First day of the month of the first order")
              .column("tier", "string", "platinum, gold, silver, bronze, medium, low")
              .column("currency", "string", "ISO 4217 code of the amounts")
              .required("customers_count", "bigint", "Customers")
              .required("clv_amount", "decimal(38,2)", "Expected margin within the horizon")
              .required("mean_clv_amount", "double", "The same per customer")
              .required("mean_alive_probability", "double", "Mean P(alive), 0 to 1")
              .required("expected_orders", "double", "Expected order days within the horizon"),
          """
          select f.acquisition_month, c.tier, c.currency, count(*) as customers_count,
            cast(sum(c.clv_amount) as decimal(38,2)) as clv_amount,
            cast(sum(c.clv_amount) as double) / count(*) as mean_clv_amount,
            cast(sum(cast(c.alive_probability as decimal(18,6))) as double) / count(*)
              as mean_alive_probability,
            cast(sum(cast(c.expected_orders as decimal(18,6))) as double) as expected_orders
          from gold.clv_scores c
          join (
            select customer_id, cast(date_trunc('month', min(order_date)) as date)
              as acquisition_month
            from silver.orders
            where is_valid
            group by customer_id) f on f.customer_id = c.customer_id
          group by f.acquisition_month, c.tier, c.currency
          """);

  public static final View IDENTITY_HEALTH =
      view(
          Table.named("gold.identity_health", "count that tells how well people are known")
              .key("measure", "detail")
              .column(
                  "measure",
                  "string",
                  "customers (by status), records per customer, records (by kind), joined by,"
                      + " identifiers (by type and status)")
              .column("detail", "string", "Which of them")
              .required("rows_count", "bigint", "How many there are"),
          """
          select 'customers' as measure, status as detail, count(*) as rows_count
          from silver.customers group by status
          union all
          select 'records per customer' as measure, r.detail, count(*) as rows_count from (
            select case when records_count = 1 then '1' when records_count <= 3 then '2 to 3'
              when records_count <= 10 then '4 to 10' else 'more than 10' end as detail
            from silver.customers where status = 'active') r
          group by r.detail
          union all
          select 'records' as measure, kind as detail, count(*) as rows_count
          from silver.customer_records group by kind
          union all
          select 'joined by' as measure, l.detail, count(*) as rows_count from (
            select coalesce(linked_by, 'nothing: the first of its customer') as detail
            from silver.customer_records) l
          group by l.detail
          union all
          select 'identifiers' as measure, i.detail, count(*) as rows_count from (
            select concat(type, ' ', status) as detail from silver.customer_identifiers) i
          group by i.detail
          """);

  public static final View IDENTITY_CHANGES =
      view(
          Table.named("gold.identity_changes", "run date and kind of change to who is who")
              .key("run_date", "kind")
              .column("run_date", "date", "Run date")
              .column(
                  "kind",
                  "string",
                  "create, join, leave, merge, split, resurrect, retire, cut, override")
              .required("changes_count", "bigint", "Changes")
              .required("records_count", "bigint", "Records that moved"),
          """
          select run_date, kind, count(*) as changes_count,
            cast(coalesce(sum(records_count), 0) as bigint) as records_count
          from silver.identity_history
          group by run_date, kind
          """);

  public static final View CUSTOMER_OVERVIEW =
      view(
          Table.named("gold.customer_overview", "active customer: stage, value and risk in one row")
              .key("customer_id")
              .column("customer_id", "string", "Customer")
              .required("customer_kind", "string", "person, business, guest, visitor")
              .column("province", "string", "In Vietnam the province of today")
              .column("age_band", "string", "Age band")
              .column("gender", "string", "female, male, other")
              .column("acquisition_source", "string", "utm_source of the first session with one")
              .required("orders_count", "bigint", "Valid orders")
              .required("total_amount", "decimal(18,2)", "Spent in the currency most used")
              .column("currency", "string", "Currency most used")
              .column("stage", "string", "reach, purchase, develop, retain, advocate")
              .column("stage_status", "string", "active, cooling, at-risk, lapsed")
              .column("stage_since", "date", "Business date on which the stage was entered")
              .column("rfm_group", "string", "CHAMPIONS, LOYAL … PROSPECTS")
              .column("churn_probability", "double", "P(no purchase within the horizon), 0 to 1")
              .column("alive_probability", "double", "P(alive), 0 to 1")
              .column("clv_amount", "decimal(18,2)", "Discounted margin within the horizon")
              .column("clv_currency", "string", "ISO 4217 code of it")
              .column("tier", "string", "platinum, gold, silver, bronze, medium, low"),
          """
          select p.customer_id, p.customer_kind, p.province, p.age_band, p.gender,
            p.acquisition_source, p.orders_count, p.total_amount, p.currency, l.stage,
            l.status as stage_status, l.since as stage_since, j.rfm_group, c.churn_probability,
            v.alive_probability, v.clv_amount, v.currency as clv_currency, v.tier
          from silver.profiles p
          left join gold.lifecycle l on l.customer_id = p.customer_id
          left join gold.journey_scores j on j.customer_id = p.customer_id
          left join gold.churn_scores c on c.customer_id = p.customer_id
          left join gold.clv_scores v on v.customer_id = p.customer_id
          """);

  private Views() {}

  /** All views, in the order of the data dictionary. */
  public static List<View> all() {
    return List.of(
        FUNNEL,
        COHORTS,
        RFM_GRID,
        SEGMENT_TRENDS,
        CURRENT_MEMBERS,
        PLAY_SUMMARY,
        CLV_BY_MONTH,
        IDENTITY_HEALTH,
        IDENTITY_CHANGES,
        CUSTOMER_OVERVIEW);
  }

  private static Table.Builder segment(Table.Builder shape) {
    return shape
        .column("segment", "string", "Segment key in the configuration")
        .required("name_en", "string", "English name; the key of one that is no more")
        .required("name_vi", "string", "Vietnamese name");
  }

  private static View view(Table.Builder shape, String sql) {
    List<Table> reads =
        Stream.of(Silver.all(), Gold.all())
            .flatMap(List::stream)
            .filter(table -> names(sql, table))
            .toList();
    return new View(shape.build(), sql.strip(), reads);
  }

  private static boolean names(String sql, Table table) {
    return Pattern.compile("\\b" + Pattern.quote(table.fullName()) + "\\b").matcher(sql).find();
  }
}
