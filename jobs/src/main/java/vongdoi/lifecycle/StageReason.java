package vongdoi.lifecycle;

/**
 * Why a customer stands where they stand, as SQL over the columns that {@link StageRules} computes:
 * stage, purchases, last_day, gap_days, due_on, engaged_on, advocate_on, seen_on and what tells of
 * recommending. Example: "3 purchases, last on 2026-09-01, one every 30 days; due on 2026-10-13".
 */
enum StageReason {
  ENGLISH(
      "no purchase yet; last seen on ",
      " purchase, on ",
      " purchases, last on ",
      ", one every ",
      " days",
      "; due on ",
      "; due since ",
      "; spoke to us on ",
      "; subscription in force",
      "recommends us since ",
      "NPS of %d or more",
      "%d good reviews or more",
      "%d shares or more",
      "; P(alive) ",
      "%s"),
  VIETNAMESE(
      "chưa mua; ghé gần nhất ngày ",
      " lần mua, ngày ",
      " lần mua, gần nhất ngày ",
      ", trung bình ",
      " ngày một lần",
      "; đến kỳ mua lại ngày ",
      "; đến kỳ mua lại từ ngày ",
      "; phản hồi ngày ",
      "; gói định kỳ còn hiệu lực",
      "ủng hộ từ ngày ",
      "điểm NPS từ %d",
      "từ %d đánh giá tốt",
      "từ %d lần chia sẻ",
      "; xác suất vẫn là khách ",
      "date_format(%s, 'dd/MM/yyyy')");

  private final String unbought;
  private final String once;
  private final String often;
  private final String every;
  private final String days;
  private final String due;
  private final String overdue;
  private final String spoke;
  private final String subscribed;
  private final String recommends;
  private final String nps;
  private final String reviews;
  private final String shares;
  private final String alive;
  private final String date;

  StageReason(
      String unbought,
      String once,
      String often,
      String every,
      String days,
      String due,
      String overdue,
      String spoke,
      String subscribed,
      String recommends,
      String nps,
      String reviews,
      String shares,
      String alive,
      String date) {
    this.unbought = unbought;
    this.once = once;
    this.often = often;
    this.every = every;
    this.days = days;
    this.due = due;
    this.overdue = overdue;
    this.spoke = spoke;
    this.subscribed = subscribed;
    this.recommends = recommends;
    this.nps = nps;
    this.reviews = reviews;
    this.shares = shares;
    this.alive = alive;
    this.date = date;
  }

  /** A text column. */
  String sql(LifecycleConfig.Promoter promoter) {
    String purchases =
        "concat(purchases, if(purchases = 1, '%s', '%s'), %s"
                .formatted(once, often, day("last_day"))
            + ", if(purchases = 1, '', concat('%s', cast(round(gap_days) as int), '%s')))"
                .formatted(every, days);
    return "concat(case stage"
        + " when 'reach' then concat('%s', %s)".formatted(unbought, day("seen_on"))
        + " when 'advocate' then concat('%s', %s, ': ', %s, '; ', %s)"
            .formatted(recommends, day("advocate_on"), recommending(promoter), purchases)
        + " when 'retain' then concat(%s, '%s', %s)".formatted(purchases, overdue, day("due_on"))
        + " else concat(%s, if(stage = 'develop' and purchases = 1, concat('%s', %s), ''),"
            .formatted(purchases, spoke, day("engaged_on"))
        + " if(is_subscribed, '%s', concat('%s', %s))) end,"
            .formatted(subscribed, due, day("due_on"))
        + " if(_by_score > _by_rule, concat('%s', format_number(alive_probability, 2)), ''))"
            .formatted(alive);
  }

  private String day(String column) {
    return date.formatted(column);
  }

  private String recommending(LifecycleConfig.Promoter promoter) {
    return "concat_ws(', ', if(nps_on is not null, '%s', null),"
            .formatted(nps.formatted(promoter.npsScore()))
        + " if(praised_on is not null, '%s', null),"
            .formatted(reviews.formatted(promoter.goodReviews()))
        + " if(_shared_on is not null, '%s', null))".formatted(shares.formatted(promoter.shares()));
  }
}
