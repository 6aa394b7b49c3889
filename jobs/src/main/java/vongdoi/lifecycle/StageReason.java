package vongdoi.lifecycle;

/**
 * Why a customer stands where they stand, as SQL over the columns that {@link StageRules} computes:
 * stage, purchases, last_day, gap_days, due_on, engaged_on, advocate_on, seen_on and what tells of
 * recommending. Example: "3 purchases, last on 2026-09-01, one every 30 days; due on 2026-10-13".
 */
enum StageReason {
  ENGLISH(
      "no purchase yet; last seen on ",
      "concat(purchases, if(purchases = 1, ' purchase, on ', ' purchases, last on '), last_day)",
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
      "; P(alive) "),
  VIETNAMESE(
      "chưa mua; ghé gần nhất ngày ",
      "concat(purchases, if(purchases = 1, ' lần mua, ngày ', ' lần mua, gần nhất ngày '), last_day)",
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
      "; xác suất vẫn là khách ");

  private final String unbought;
  private final String count;
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

  StageReason(
      String unbought,
      String count,
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
      String alive) {
    this.unbought = unbought;
    this.count = count;
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
  }

  /** A text column. */
  String sql(LifecycleConfig.Promoter promoter) {
    String purchases =
        "concat(%s, if(purchases = 1, '', concat('%s', cast(round(gap_days) as int), '%s')))"
            .formatted(count, every, days);
    return "concat(case stage"
        + " when 'reach' then concat('%s', seen_on)".formatted(unbought)
        + " when 'advocate' then concat('%s', advocate_on, ': ', %s, '; ', %s)"
            .formatted(recommends, recommending(promoter), purchases)
        + " when 'retain' then concat(%s, '%s', due_on)".formatted(purchases, overdue)
        + " else concat(%s, if(stage = 'develop' and purchases = 1, concat('%s', engaged_on), ''),"
            .formatted(purchases, spoke)
        + " if(is_subscribed, '%s', concat('%s', due_on))) end,".formatted(subscribed, due)
        + " if(_by_score > _by_rule, concat('%s', format_number(alive_probability, 2)), ''))"
            .formatted(alive);
  }

  private String recommending(LifecycleConfig.Promoter promoter) {
    return "concat_ws(', ', if(nps_on is not null, '%s', null),"
            .formatted(nps.formatted(promoter.npsScore()))
        + " if(praised_on is not null, '%s', null),"
            .formatted(reviews.formatted(promoter.goodReviews()))
        + " if(_shared_on is not null, '%s', null))".formatted(shares.formatted(promoter.shares()));
  }
}
