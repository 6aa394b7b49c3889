package vongdoi.common.catalog;

import java.util.List;
import java.util.Locale;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;

/** Features, scores, segments and audiences: what people and tools outside read. */
public final class Gold {

  public static final Table LIFECYCLE =
      Table.named("gold.lifecycle", "customer, and where in the life cycle")
          .key("customer_id")
          .column("customer_id", "string", "Customer")
          .required("stage", "string", "reach, purchase, develop, retain, advocate")
          .required("status", "string", "active, cooling, at-risk, lapsed")
          .required("since", "date", "Business date on which the stage was entered")
          .column("status_since", "date", "Date on which the status began; null: facts do not tell")
          .column("until", "date", "Date on which stage or status falls unless something happens")
          .column("returned_on", "date", "Last purchase of somebody who was at risk or lapsed")
          .required("is_returned", "boolean", "That was within the configured days")
          .required("reason", "string", "Why, in words without personal data")
          .column("reason_vi", "string", "The same in Vietnamese")
          .rule("known_stage", "stage in ('reach','purchase','develop','retain','advocate')")
          .rule("known_status", "status in ('active','cooling','at-risk','lapsed')")
          .reference("customer_id", Silver.PROFILES, "customer_id", 0)
          .steady(0.5)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table LIFECYCLE_HISTORY =
      Table.named("gold.lifecycle_history", "stage interval of a customer")
          .key("customer_id", "since")
          .column("customer_id", "string", "Customer")
          .column("since", "date", "First run date of stage and status")
          .column("until", "date", "First run date of the next one; null: current")
          .required("stage", "string", "reach, purchase, develop, retain, advocate")
          .required("status", "string", "active, cooling, at-risk, lapsed")
          .required("reason", "string", "Why it was entered")
          .column("reason_vi", "string", "The same in Vietnamese")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table STAGE_TRANSITIONS =
      Table.named("gold.stage_transitions", "month, stage at its start and stage at its end")
          .key("month", "from_stage", "to_stage")
          .column("month", "date", "First day of the month")
          .column("from_stage", "string", "Stage as it began; new: no customer yet")
          .column("to_stage", "string", "Stage at its end or so far; gone: merged or erased")
          .required("customers_count", "bigint", "Customers")
          .required("share", "double", "Of those who began the month in that stage, 0 to 1")
          .partitionedBy("month")
          .holdsNobody("counts of customers")
          .build();

  public static final Table JOURNEY_SCORES =
      voices(
              Table.named("gold.journey_scores", "customer, scored in marketing's words")
                  .key("customer_id")
                  .column("customer_id", "string", "Customer")
                  .required("funnel_stage", "string", "new-visitor … terminated-customer")
                  .required("funnel_stage_index", "int", "1 to 10")
                  .required(
                      "journey_stage", "string", "awareness, attraction, ask, action, advocacy")
                  .required("journey_score", "int", "Value of the funnel stage, 10 to 100")
                  .required("data_quality_score", "double", "Completeness of the data, 0 to 100")
                  .required("lead_score", "double", "Interest shown")
                  .required("prospect_score", "double", "Intent to buy shown")
                  .required("engagement_score", "double", "What a customer does with us")
                  .required("acquisition_score", "double", "Reached by advertising")
                  .required("lifetime_value_score", "double", "Purchases and payments")
                  .required("effort_score", "double", "Effort surveys answered")
                  .required("satisfaction_score", "double", "Satisfaction surveys answered")
                  .required("feedback_score", "double", "Feedback given")
                  .required("promoter_score", "double", "Recommending")
                  .required("loyalty_score", "double", "Loyalty points, which do not decay")
                  .required("detractor_score", "double", "Speaking against us, 0 or less")
                  .required(
                      "transaction_amount", "decimal(18,2)", "Spent in the currency most used"))
          .column("recency_days", "int", "Days since the last order")
          .column("recency_score", "int", "Quintile, 5 bought last; null: never bought")
          .column("frequency_score", "int", "Quintile of the number of orders, 5 the most")
          .column(
              "monetary_score",
              "int",
              "Quintile of what was spent among buyers of the same currency, 5 the most")
          .column("rfm_score", "string", "The three digits, such as 543")
          .required("rfm_group", "string", "CHAMPIONS, LOYAL … PROSPECTS, after Shopify")
          .required("is_ambassador", "boolean", "Promoter who brought others")
          .required("is_influencer", "boolean", "Ambassador who brought many")
          .column("advocacy_reason", "string", "Why, in words without personal data")
          .rule("known_funnel_stage", "funnel_stage_index between 1 and 10")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  /** Positive, neutral and negative voices by kind of survey, and their balance. */
  private static Table.Builder voices(Table.Builder table) {
    for (String kind : List.of("cfs", "ces", "csat", "nps")) {
      String name = kind.equals("cfs") ? "reviews" : kind.toUpperCase(Locale.ROOT);
      table
          .required(kind + "_positive_count", "bigint", "Positive answers: " + name)
          .required(kind + "_neutral_count", "bigint", "Neutral answers: " + name)
          .required(kind + "_negative_count", "bigint", "Negative answers: " + name)
          .required(kind + "_sentiment", "bigint", "Positive + neutral / 1.42 - negative: " + name);
    }
    return table;
  }

  public static final Table FEATURES =
      Table.named("gold.features", "customer and as-of date")
          .key("as_of_date", "customer_id")
          .column("as_of_date", "date", "Last business date that the features know of")
          .column("customer_id", "string", "Customer")
          .required("is_buyer", "boolean", "Has a valid order")
          .required(
              "customer_class",
              "string",
              "person, or the rule that sets the customer apart: models learn from persons only")
          .column("currency", "string", "Currency of the amounts")
          .column("days_since_first_order", "double", "Age as a buyer in days (T of the models)")
          .column("days_since_last_order", "double", "Recency in days")
          .column("days_first_to_last_order", "double", "t_x of the models in days")
          .required("repeat_orders_count", "bigint", "Order days after the first (x of the models)")
          .column("mean_repeat_order_amount", "double", "Mean spend of the repeat order days")
          .column(
              "mean_repeat_bought_amount",
              "double",
              "Mean spend of the repeat order days before returns and refunds")
          .required("orders_count", "bigint", "Valid orders")
          .required("orders_30d", "bigint", "Valid orders of the last 30 days")
          .required("orders_90d", "bigint", "Valid orders of the last 90 days")
          .required("orders_365d", "bigint", "Valid orders of the last 365 days")
          .required("amount_30d", "double", "Spent in the last 30 days")
          .required("amount_90d", "double", "Spent in the last 90 days")
          .required("amount_365d", "double", "Spent in the last 365 days")
          .required("total_amount", "double", "Spent in all")
          .column("bought_amount", "double", "Spent in all before returns and refunds")
          .column("mean_order_amount", "double", "Spent per valid order")
          .column("mean_gap_days", "double", "Mean days between order days")
          .column("gap_ratio", "double", "Recency over the mean gap")
          .required("discount_share", "double", "Share of discounts in gross spend")
          .required(
              "returned_share",
              "double",
              "Share of the spend that came back by returns and refunds")
          .required("refunds_365d", "bigint", "Orders refunded in the last 365 days")
          .required("categories_count", "bigint", "Different categories bought")
          .column(
              "margin_share",
              "double",
              "Share of their spend that is margin, by the categories bought; null where no cost of"
                  + " a product is known")
          .required("sessions_30d", "bigint", "Sessions of the last 30 days")
          .required("sessions_90d", "bigint", "Sessions of the last 90 days")
          .required("products_viewed_30d", "bigint", "Product views of the last 30 days")
          .required("cart_additions_30d", "bigint", "Cart additions of the last 30 days")
          .column("days_since_last_session", "double", "Days since the last session")
          .required("carts_abandoned_90d", "bigint", "Carts left behind in the last 90 days")
          .required("failed_payments_90d", "bigint", "Failed payments of the last 90 days")
          .column("last_nps_score", "double", "Latest NPS answer")
          .required("complaints_365d", "bigint", "Complaints of the last 365 days")
          .required("active_subscriptions_count", "bigint", "Subscriptions in force")
          .partitionedBy("as_of_date")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table SEASON =
      Table.named(
              "gold.season",
              "as-of date and day, where business has a season: how busy days are by the calendar")
          .key("as_of_date", "day")
          .column("as_of_date", "date", "Last business date that the index knows of")
          .column("day", "date", "Day, seen or to come")
          .required("season_index", "double", "How busy beside an ordinary day; 1 is ordinary")
          .required("business_time", "double", "Sum of the indices from the first day to this one")
          .required("holidays", "string", "Holidays that are felt on the day, by comma")
          .holdsNobody("figures of days")
          .build();

  /** Columns of a table that registers trained models; each training job owns one such table. */
  private static Table trainings(String name, String meaning) {
    return declared(name, meaning).build();
  }

  private static Table.Builder declared(String name, String meaning) {
    return Table.named(name, meaning)
        .key("model", "version")
        .column("model", "string", "Model family, such as churn")
        .column("version", "string", "Name of the stored model under models/")
        .required("status", "string", "champion, challenger, rejected")
        .required("trained_on", "date", "Last date that the training data know of")
        .required("horizon_days", "int", "Days that it looks ahead")
        .column("algorithm", "string", "Learner or family chosen")
        .required("training_rows", "bigint", "Rows or customers trained on")
        .column("parameters", "map<string,double>", "Fitted parameters")
        .column("metrics", "map<string,double>", "Metrics on the time split")
        .column("reason", "string", "Why the status")
        .column("reason_vi", "string", "The same in Vietnamese")
        .holdsNobody("figures of models");
  }

  /** The same where the model itself is stored. */
  private static Table storing(String name, String meaning) {
    return declared(name, meaning)
        .column("content_sha256", "string", "Sum of the stored model's files; null: none is stored")
        .build();
  }

  public static final Table CHURN_TRAININGS =
      storing("gold.churn_trainings", "trained churn model");

  public static final Table CLV_TRAININGS =
      trainings("gold.clv_trainings", "fitted customer-base model");

  public static final Table RECOMMEND_TRAININGS =
      trainings("gold.recommend_trainings", "comparison of the ways to suggest products");

  public static final Table CONTRACT_TRAININGS =
      trainings("gold.contract_trainings", "fitted contract model");

  public static final Table HAZARD_TRAININGS =
      storing("gold.hazard_trainings", "trained hazard of contracts by their attributes");

  public static final Table UPLIFT_TRAININGS =
      declared("gold.uplift_trainings", "play and training: whom its message moves, as judged")
          .column(
              "content_sha256", "string", "Sum of the stored model's files; null: none is stored")
          .required("segment", "string", "Segment whose play it is")
          .required(
              "verdict",
              "string",
              "personal (whom it moves is known), mean (only what it brings on average), none (no"
                  + " effect seen), thin (too few), unlike (the share held out is not by chance)")
          .required("treated_count", "bigint", "Customers who got the message")
          .column(
              "treated_converted_count",
              "bigint",
              "Of them, those who reached the goal; null: too few to look")
          .required("control_count", "bigint", "Customers held out")
          .column(
              "control_converted_count",
              "bigint",
              "Of them, those who reached the goal; null: too few to look")
          .column(
              "qini",
              "double",
              "Qini coefficient on customers not learnt from: conversions more for each member than"
                  + " by an order by chance, mean over all depths; null: not judged")
          .column("qini_low", "double", "Lower end of its confidence interval")
          .column("qini_high", "double", "Upper end of it")
          .required("confidence", "double", "Confidence of the intervals, such as 0.98")
          .rule("known_verdict", "verdict in ('personal','mean','none','thin','unlike')")
          .build();

  public static final Table UPLIFT_SCORES =
      Table.named("gold.uplift_scores", "member of a play whose effect is known")
          .key("customer_id", "segment")
          .column("customer_id", "string", "Customer")
          .column("segment", "string", "Segment whose play it is")
          .required(
              "uplift",
              "double",
              "By how much the message changes the chance of the play's goal, -1 to 1")
          .required("is_personal", "boolean", "The customer's own; else the mean of the play")
          .required("decides", "boolean", "The arbiter takes the expected gain for the value")
          .column(
              "conversion_amount",
              "decimal(18,2)",
              "Spent by one who reached the goal, mean: what counts where a play says no value")
          .column("because_en", "string", "What sets the customer apart, in English")
          .column("because_vi", "string", "The same in Vietnamese")
          .required("model_version", "string", "Training that it comes from")
          .required("as_of_date", "date", "Last date that the score knows of")
          .rule("a_difference", "uplift between -1 and 1")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CONTRACT_SCORES =
      Table.named("gold.contract_scores", "subscription in force")
          .key("subscription_id")
          .column("subscription_id", "string", "Subscription")
          .required("customer_id", "string", "Customer who subscribed")
          .required("renewals_count", "bigint", "Renewals so far")
          .required("renewal_probability", "double", "P(next renewal), 0 to 1")
          .required("churn_probability", "double", "P(an end within the horizon), 0 to 1")
          .required("expected_renewals", "double", "Expected renewals within the horizon")
          .required("contract_amount", "decimal(18,2)", "Discounted margin of those renewals")
          .required("currency", "string", "ISO 4217 code")
          .column("reasons_en", "array<string>", "Up to three strongest reasons to leave, English")
          .column("reasons_vi", "array<string>", "The same in Vietnamese")
          .required("horizon_days", "int", "Days that it looks ahead")
          .required("model_version", "string", "Model that scored")
          .required("as_of_date", "date", "Last date that the score knows of")
          .rule("a_probability", "churn_probability between 0 and 1")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CONTRACT_SURVIVAL =
      Table.named("gold.contract_survival", "subscription in force and month to come")
          .key("subscription_id", "month")
          .column("subscription_id", "string", "Subscription")
          .column("month", "int", "Months from the date on, from 1")
          .required("customer_id", "string", "Customer who subscribed")
          .required("hazard_probability", "double", "P(it ends in the month if it still runs)")
          .required("survival_probability", "double", "P(it still runs at the month's end)")
          .required(
              "remaining_amount",
              "decimal(18,2)",
              "Discounted margin of the renewals expected up to the month's end")
          .required("currency", "string", "ISO 4217 code")
          .required("model_version", "string", "Model that scored")
          .required("as_of_date", "date", "Last date that the score knows of")
          .rule("a_hazard", "hazard_probability between 0 and 1")
          .rule("a_survival", "survival_probability between 0 and 1")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CHURN_SCORES =
      Table.named("gold.churn_scores", "customer who has bought")
          .key("customer_id")
          .column("customer_id", "string", "Customer")
          .required("churn_probability", "double", "P(no purchase within the horizon), 0 to 1")
          .required("horizon_days", "int", "Days that the probability looks ahead")
          .column("reasons_en", "array<string>", "Up to three strongest reasons in English")
          .column("reasons_vi", "array<string>", "The same in Vietnamese")
          .required("model_version", "string", "Model that scored")
          .required("as_of_date", "date", "Last date that the score knows of")
          .rule("a_probability", "churn_probability between 0 and 1")
          .steady(0.5)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CHURN_WATCH =
      Table.named(
              "gold.churn_watch",
              "scoring run: is the population still that of the training, and did what was said"
                  + " come?")
          .key("model_version", "as_of_date")
          .column("model_version", "string", "Model that scored")
          .column("as_of_date", "date", "Date scored")
          .required("customers_count", "bigint", "Customers of the kind learnt from")
          .required("psi", "double", "Population stability index of their scores")
          .required("mean_score", "double", "Their mean churn probability")
          .column(
              "checked_on", "date", "Date on which the horizon had passed and was looked back on")
          .column("churn_rate", "double", "Share of them who did not buy within the horizon")
          .holdsNobody("figures of a population")
          .build();

  public static final Table CLV_SCORES =
      Table.named("gold.clv_scores", "customer who has bought")
          .key("customer_id")
          .column("customer_id", "string", "Customer")
          .required("alive_probability", "double", "P(alive), 0 to 1")
          .required("active_probability", "double", "P(a purchase within the horizon), 0 to 1")
          .required("expected_orders", "double", "Expected order days within the horizon")
          .required("contract_amount", "decimal(18,2)", "Part of clv_amount from subscriptions")
          .required("low_amount", "decimal(18,2)", "Lower end of the 80 % interval of clv_amount")
          .required("high_amount", "decimal(18,2)", "Upper end of that interval")
          .required("expected_order_amount", "double", "Expected spend of an order day")
          .required("clv_amount", "decimal(18,2)", "Discounted margin within the horizon")
          .required("currency", "string", "ISO 4217 code")
          .required("horizon_days", "int", "Days that it looks ahead")
          .required(
              "tier",
              "string",
              "platinum, gold, silver, bronze, medium, low: among those of the currency")
          .required("model_version", "string", "Model that scored")
          .required("as_of_date", "date", "Last date that the score knows of")
          .rule("a_probability", "alive_probability between 0 and 1")
          .rule("not_negative", "clv_amount >= 0 and expected_orders >= 0")
          .steady(0.5)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table RECOMMENDATIONS =
      Table.named("gold.recommendations", "customer and rank")
          .key("customer_id", "rank")
          .column("customer_id", "string", "Customer")
          .column("rank", "int", "1 is the best")
          .required("product_id", "string", "Product to offer")
          .required("score", "double", "Strength, comparable within a customer")
          .required("reason", "string", "Why, in words: the product bought before, or the category")
          .column("reason_vi", "string", "The same in Vietnamese")
          .column("because_product_id", "string", "Product bought before that suggests it")
          .reference("product_id", Silver.PRODUCTS, "product_id", 0.05)
          .steady(0.5)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table SEGMENTS =
      Table.named("gold.segments", "segment of the configuration")
          .key("segment")
          .column("segment", "string", "Segment key in the configuration")
          .required("position", "int", "Place in lists: service plays, marketing plays, the others")
          .required("name_en", "string", "English name")
          .required("name_vi", "string", "Vietnamese name")
          .column("action", "string", "Action of its play; null: a segment without a play")
          .required("is_service", "boolean", "Its play is a service message, not marketing")
          .holdsNobody("rules of the configuration")
          .build();

  public static final Table SEGMENT_MEMBERS =
      Table.named("gold.segment_members", "membership interval")
          .key("segment", "customer_id", "entered_at")
          .column("segment", "string", "Segment key in the configuration")
          .column("customer_id", "string", "Customer")
          .column("entered_at", "date", "Run date of the entry")
          .column("exited_at", "date", "Run date of the exit; null: member")
          .column("score", "double", "What the segment is ordered by")
          .column("reason", "string", "Why, in words without personal data")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table SEGMENT_SIZES =
      Table.named("gold.segment_sizes", "run date and segment: its size against the run before")
          .key("run_date", "segment")
          .column("run_date", "date", "Run date")
          .column("segment", "string", "Segment key in the configuration")
          .required("members_count", "bigint", "Members")
          .required("entered_count", "bigint", "Entries of the date")
          .required("exited_count", "bigint", "Exits of the date")
          .required("members_before_count", "bigint", "Members before the date")
          .required("is_jump", "boolean", "Grew or shrank by more than segment.size-alarm allows")
          .partitionedBy("run_date")
          .holdsNobody("counts of customers")
          .build();

  public static final Table SEGMENT_OVERLAPS =
      Table.named("gold.segment_overlaps", "pair of segments that share members")
          .key("segment", "other_segment")
          .column("segment", "string", "Segment")
          .column("other_segment", "string", "Segment after it in the alphabet")
          .required("both_count", "bigint", "Members of both")
          .required("share_of_segment", "double", "Part of the first that is in the second, 0 to 1")
          .required("share_of_other", "double", "Part of the second that is in the first, 0 to 1")
          .holdsNobody("counts of customers")
          .build();

  public static final Table HOLDOUTS =
      Table.named("gold.holdouts", "customer and segment: held out for measurement, or not")
          .key("segment", "customer_id")
          .column("segment", "string", "Segment whose message or audience is measured")
          .column("customer_id", "string", "Customer")
          .required("is_control", "boolean", "Gets nothing of this segment")
          .required("assigned_on", "date", "Run date of the draw, the earliest of merged customers")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table NEXT_ACTIONS =
      Table.named("gold.next_actions", "customer, play and matter: what to do next, or why not")
          .key("customer_id", "segment", "matter")
          .column("customer_id", "string", "Customer")
          .column("segment", "string", "Segment whose play it is")
          .column("matter", "string", "What it is about: a cart, a payment …; empty: the customer")
          .required("action", "string", "Play, such as cart-reminder")
          .column("channel", "string", "Channel chosen; null where none is allowed")
          .column("send_after", "timestamp", "Earliest moment, UTC")
          .column("expires_at", "timestamp", "Latest moment, UTC")
          .required("priority", "int", "Smaller wins")
          .column("value_amount", "decimal(18,2)", "What is at stake")
          .column("payload", "string", "What the message needs, JSON")
          .required("reason", "string", "Why this customer")
          .required("is_control", "boolean", "Held out for measurement: would have got it")
          .column("suppressed_reason", "string", "Why not to send: no-consent, lower-priority …")
          .column(
              "uplift",
              "double",
              "By how much the message changes the chance of the play's goal; null: not known")
          .column(
              "expected_gain_amount",
              "decimal(18,2)",
              "uplift times what is at stake, less the play's cost; null: not known")
          .column(
              "gain_rank",
              "int",
              "1 is the largest expected gain among the customer's marketing messages that consent,"
                  + " caps and quiet hours let through")
          .column("gain_reason_en", "string", "Where the expected gain comes from, in English")
          .column("gain_reason_vi", "string", "The same in Vietnamese")
          .reference("customer_id", Silver.CUSTOMERS, "customer_id", 0)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  /** Columns of a table of messages; daily runs and runs within the day keep one each. */
  private static Table messages(String name, String meaning) {
    return Table.named(name, meaning)
        .key("run_date", "segment", "customer_id", "matter")
        .column("run_date", "date", "Run date that planned it")
        .column("segment", "string", "Segment whose play it is")
        .column("customer_id", "string", "Customer at that time")
        .column("matter", "string", "What it is about; empty: the customer")
        .required("action", "string", "Play")
        .required("is_service", "boolean", "A service message, not marketing")
        .required("is_control", "boolean", "Held out: would have been sent")
        .required("channel", "string", "Channel")
        .requiredPersonal("contact_key", "string", "Hash of the phone, e-mail or device owner")
        .required("planned_at", "timestamp", "End of the run that planned it, UTC")
        .required("send_after", "timestamp", "Earliest moment, UTC")
        .column("expires_at", "timestamp", "Latest moment, UTC")
        .column("value_amount", "decimal(18,2)", "What is at stake")
        .column("payload", "string", "What the message needs, JSON")
        .required("reason", "string", "Why this customer")
        .partitionedBy("run_date")
        .erasedBy(Trace.customer("customer_id"))
        .build();
  }

  public static final Table MESSAGES =
      messages("gold.messages", "message that a daily run handed out or held out");

  public static final Table MOMENT_MESSAGES =
      messages("gold.moment_messages", "message that a run within the day handed out or held out");

  public static final Table PLAY_RESULTS =
      Table.named("gold.play_results", "play: what it brought against those held out")
          .key("segment")
          .column("segment", "string", "Segment whose play it is")
          .required("action", "string", "Play")
          .required("goal", "string", "What counts: order, payment, renewal")
          .required("from_date", "date", "First run date whose messages count")
          .required("until_date", "date", "Last run date whose messages count")
          .required("horizon_days", "int", "Days after a message in which the goal counts")
          .required("treated_count", "bigint", "Customers who got it")
          .required("treated_converted_count", "bigint", "Of them, those who reached the goal")
          .required("control_count", "bigint", "Customers held out")
          .required("control_converted_count", "bigint", "Of them, those who reached the goal")
          .required("treated_rate", "double", "Share of the treated who reached the goal, 0 to 1")
          .column("control_rate", "double", "Share of the held out; null: none held out")
          .column("uplift", "double", "Difference of the two shares")
          .column("uplift_low", "double", "Lower end of its confidence interval (Newcombe)")
          .column("uplift_high", "double", "Upper end of it")
          .column(
              "revenue_per_treated",
              "double",
              "Spent in the business's currency per treated customer in the horizon")
          .column("revenue_per_control", "double", "Spent per customer held out")
          .column("revenue_uplift", "double", "Difference of the two")
          .column("revenue_uplift_low", "double", "Lower end of its confidence interval (Welch)")
          .column("revenue_uplift_high", "double", "Upper end of it")
          .column("incremental_conversions", "double", "Uplift times the treated")
          .column("incremental_amount", "double", "Revenue uplift times the treated")
          .required("confidence", "double", "Confidence of the intervals, such as 0.95")
          .required("currency", "string", "ISO 4217 code of the amounts")
          .holdsNobody("counts and sums of a play")
          .build();

  public static final Table CAMPAIGN_RESULTS =
      Table.named(
              "gold.campaign_results",
              "campaign of another system: what its customers spent against others; a cause only"
                  + " where somebody was held out")
          .key("campaign")
          .column("campaign", "string", "Campaign")
          .required(
              "design",
              "string",
              "held-out: against those whom the sender drew and left out; not-mailed: observed"
                  + " only, against buyers whom the sender did not choose")
          .required("sent_on", "date", "Business date of the first message")
          .required(
              "until_on", "date", "Last date that counts: the campaign's end, or the run date")
          .required("window_days", "int", "Days from sent_on to until_on, and before sent_on")
          .required("is_over", "boolean", "Whether the campaign ended by the run date")
          .required("contacted_count", "bigint", "People who got a message, known or not")
          .required(
              "treated_count",
              "bigint",
              "Customers compared: got it; not-mailed: of them, those who bought before sent_on")
          .required("treated_converted_count", "bigint", "Of them, those who ordered in the window")
          .required(
              "control_count",
              "bigint",
              "Customers held out; not-mailed: who bought before sent_on and got nothing")
          .required("control_converted_count", "bigint", "Of them, those who ordered in the window")
          .column("treated_rate", "double", "Share of the treated who ordered, 0 to 1")
          .column("control_rate", "double", "Share of the control who ordered, 0 to 1")
          .column("rate_difference", "double", "Difference of the two shares")
          .column("rate_difference_low", "double", "Lower end of its interval (Newcombe)")
          .column("rate_difference_high", "double", "Upper end of it")
          .column(
              "revenue_per_treated",
              "double",
              "Spent in the business's currency per treated customer in the window")
          .column("revenue_per_control", "double", "Spent per control customer in the window")
          .column(
              "revenue_difference",
              "double",
              "Difference of the two: not-mailed, it holds whatever the mailed were chosen for")
          .column("revenue_difference_low", "double", "Lower end of its interval (Welch)")
          .column("revenue_difference_high", "double", "Upper end of it")
          .column(
              "before_per_treated",
              "double",
              "Spent per treated customer in as many days before; null: orders do not reach back")
          .column("before_per_control", "double", "The same per control customer")
          .column(
              "difference_in_differences",
              "double",
              "Growth per treated less growth per control customer: the effect, if both would have"
                  + " grown alike without the campaign")
          .column("difference_in_differences_low", "double", "Lower end of its interval (Welch)")
          .column("difference_in_differences_high", "double", "Upper end of it")
          .required(
              "coupon_orders_count", "bigint", "Orders with a coupon in the window, of the treated")
          .required("redemptions_count", "bigint", "Coupons of the campaign redeemed by now")
          .required("redeemers_count", "bigint", "Customers who redeemed them")
          .required("confidence", "double", "Confidence of the intervals, such as 0.98")
          .required("currency", "string", "ISO 4217 code of the amounts")
          .rule("known_design", "design in ('held-out','not-mailed')")
          .rule("treated_were_contacted", "treated_count <= contacted_count")
          .holdsNobody("counts and sums of a campaign")
          .build();

  /** Columns of a table that says who was in which file; daily runs and runs within the day. */
  private static Table.Builder ledger(String name, String meaning, String... key) {
    return Table.named(name, meaning)
        .key(key)
        .column("run_date", "date", "Run date")
        .column("destination", "string", "Destination key in the configuration")
        .column("segment", "string", "Segment")
        .column("customer_id", "string", "Customer")
        .column("matter", "string", "What the message is about; empty: the customer")
        .required("is_control", "boolean", "Held out for measurement")
        .required("delivered", "boolean", "Is in the exported file")
        .column("suppressed_reason", "string", "Why not delivered")
        .column("channel", "string", "Channel")
        .erasedBy(Trace.customer("customer_id"))
        .partitionedBy("run_date");
  }

  public static final Table AUDIENCE_LEDGER =
      ledger(
              "gold.audience_ledger",
              "customer, segment, matter and export run",
              "run_date",
              "destination",
              "segment",
              "customer_id",
              "matter")
          .build();

  public static final Table MOMENT_LEDGER =
      ledger(
              "gold.moment_ledger",
              "message of a run within the day and destination",
              "run_date",
              "planned_at",
              "destination",
              "segment",
              "customer_id",
              "matter")
          .column("planned_at", "timestamp", "Moment of the run, UTC")
          .build();

  public static final Table CONVERSION_LEDGER =
      Table.named("gold.conversion_ledger", "order and advertising platform that is told of orders")
          .key("destination", "order_id")
          .column("destination", "string", "Key in the configuration")
          .column("order_id", "string", "Order")
          .required("customer_id", "string", "Customer who ordered")
          .required("run_date", "date", "Run date that told of it, or found the reason why not")
          .required("delivered", "boolean", "Is in an exported file")
          .column("suppressed_reason", "string", "Why not delivered; the next run looks again")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table AUDIENCE_LISTS =
      Table.named("gold.audience_lists", "row of a list whose changes a destination is told")
          .key("run_date", "destination", "segment", "row_hash")
          .column("run_date", "date", "Run date whose list it is: the newest and the one before")
          .column("destination", "string", "Destination key in the configuration")
          .column("segment", "string", "Segment")
          .column("row_hash", "string", "Hash of the cells; empty: the list itself")
          .personal("cells", "array<string>", "Cells of the row; of the list itself its columns")
          .keptAfterErasure(
              "a destination has yet to be told that the row is gone; the list after next forgets"
                  + " it")
          .build();

  public static final Table MODELS =
      Table.named("gold.models", "trained model")
          .key("model", "version")
          .column("model", "string", "Model family, such as churn")
          .column("version", "string", "Name of the stored model under models/")
          .required("status", "string", "champion, challenger, rejected")
          .required("trained_on", "date", "Last date that the training data know of")
          .required("horizon_days", "int", "Days that it looks ahead")
          .column("algorithm", "string", "Learner or family chosen")
          .required("training_rows", "bigint", "Rows or customers trained on")
          .column("reason", "string", "Why the status")
          .column("reason_vi", "string", "The same in Vietnamese")
          .holdsNobody("facts of models")
          .build();

  public static final Table MODEL_METRICS =
      Table.named("gold.model_metrics", "metric of a trained model")
          .key("model", "version", "metric")
          .column("model", "string", "Model family")
          .column("version", "string", "Name of the stored model")
          .column("metric", "string", "auc, brier …; parameters bear the prefix parameter.")
          .required("status", "string", "Status of the model")
          .required("trained_on", "date", "Last date that the training data know of")
          .required("value", "double", "Value")
          .holdsNobody("figures of models")
          .build();

  public static final Table TABLE_QUALITY =
      Table.named("gold.table_quality", "table, check and run")
          .key("run_date", "table", "check")
          .column("run_date", "date", "Run date of the publication")
          .column("table", "string", "Table checked")
          .column("check", "string", "Check")
          .required("severity", "string", "stop (its rows were refused), warn, info")
          .required("passed", "boolean", "Whether it held")
          .required("value", "double", "Rows that break it, or the figure watched")
          .column("reason", "string", "What was found where it did not hold")
          .holdsNobody("counts of rows")
          .build();

  public static final Table STAGE_FUNNEL =
      Table.named("gold.stage_funnel", "run date, stage, status and currency")
          .key("run_date", "stage", "status", "currency")
          .column("run_date", "date", "Run date")
          .column("stage", "string", "Life-cycle stage")
          .column("status", "string", "Status within the stage")
          .column("currency", "string", "Currency that the customers use most, ISO 4217 code")
          .required("customers_count", "bigint", "Customers")
          .required("total_amount", "decimal(38,2)", "What they have spent in it")
          .required("clv_amount", "decimal(38,2)", "What they are expected to be worth")
          .column("mean_days_in_stage", "double", "Days that they have been in the stage, mean")
          .partitionedBy("run_date")
          .holdsNobody("counts of customers")
          .build();

  public static final Table MAINTENANCE_LOG =
      Table.named("gold.maintenance_log", "table and run of maintenance")
          .key("run_date", "table")
          .column("run_date", "date", "Run date")
          .column("table", "string", "Table kept in order")
          .required("files_before", "bigint", "Data files before")
          .required("files_after", "bigint", "Data files after")
          .required("bytes_after", "bigint", "Bytes in the data files after")
          .holdsNobody("counts of files")
          .build();

  public static final Table RETENTION_LOG =
      Table.named("gold.retention_log", "what a run of retention archived or deleted")
          .key("run_date", "subject", "action")
          .column("run_date", "date", "Run date")
          .column(
              "subject",
              "string",
              "raw of a source used or unused, archive, exports, models, table")
          .column("action", "string", "archived, deleted")
          .required("files", "bigint", "Files")
          .required("bytes", "bigint", "Bytes in them")
          .required("rows", "bigint", "Rows of a table")
          .column("oldest_date", "date", "Day of the oldest")
          .holdsNobody("counts of files and rows")
          .build();

  private Gold() {}

  /** All gold tables, in the order of the data dictionary. */
  public static List<Table> all() {
    return List.of(
        LIFECYCLE,
        LIFECYCLE_HISTORY,
        STAGE_TRANSITIONS,
        JOURNEY_SCORES,
        FEATURES,
        SEASON,
        CHURN_TRAININGS,
        CHURN_WATCH,
        CHURN_SCORES,
        CLV_TRAININGS,
        CONTRACT_TRAININGS,
        HAZARD_TRAININGS,
        CONTRACT_SCORES,
        CONTRACT_SURVIVAL,
        CLV_SCORES,
        RECOMMEND_TRAININGS,
        RECOMMENDATIONS,
        SEGMENTS,
        SEGMENT_MEMBERS,
        SEGMENT_SIZES,
        SEGMENT_OVERLAPS,
        HOLDOUTS,
        UPLIFT_TRAININGS,
        UPLIFT_SCORES,
        NEXT_ACTIONS,
        MESSAGES,
        MOMENT_MESSAGES,
        PLAY_RESULTS,
        CAMPAIGN_RESULTS,
        AUDIENCE_LEDGER,
        MOMENT_LEDGER,
        CONVERSION_LEDGER,
        AUDIENCE_LISTS,
        MODELS,
        MODEL_METRICS,
        TABLE_QUALITY,
        STAGE_FUNNEL,
        MAINTENANCE_LOG,
        RETENTION_LOG);
  }
}
