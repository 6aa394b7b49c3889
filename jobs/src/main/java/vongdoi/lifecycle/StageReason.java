package vongdoi.lifecycle;

/**
 * Why a customer stands where they stand, as SQL over the columns that {@link StageRules} computes:
 * stage, purchases, last_day, gap_days, due_on, engaged_on, advocate_on, seen_on and what tells of
 * recommending. Example: "3 purchases, last on 2026-09-01, one every 30 days; due on 2026-10-13".
 */
enum StageReason {
  ENGLISH,
  VIETNAMESE;

  /** A text column. */
  String sql(LifecycleConfig.Promoter promoter) {
    return "concat(case stage"
        + " when 'reach' then %s".formatted(never())
        + " when 'advocate' then %s".formatted(recommends(promoter))
        + " when 'retain' then concat(%s, %s, %s)"
            .formatted(purchases(), say("; due since ", "; đến kỳ mua lại từ ngày "), day("due_on"))
        + " else concat(%s, %s, %s) end, %s)".formatted(purchases(), spoke(), ahead(), doubt());
  }

  private String never() {
    return "concat(%s, %s)"
        .formatted(
            say("no purchase yet; last seen on ", "chưa mua; ghé gần nhất ngày "), day("seen_on"));
  }

  private String purchases() {
    return "concat(purchases, if(purchases = 1, %s, %s), %s, %s)"
        .formatted(
            say(" purchase, on ", " lần mua, ngày "),
            say(" purchases, last on ", " lần mua, gần nhất ngày "),
            day("last_day"),
            rhythm());
  }

  private String rhythm() {
    return "if(purchases = 1, '', concat(%s, cast(round(gap_days) as int), %s))"
        .formatted(say(", one every ", ", trung bình "), say(" days", " ngày một lần"));
  }

  private String recommends(LifecycleConfig.Promoter promoter) {
    return "concat(%s, %s, ': ', %s, '; ', %s)"
        .formatted(
            say("recommends us since ", "ủng hộ từ ngày "),
            day("advocate_on"),
            by(promoter),
            purchases());
  }

  private String by(LifecycleConfig.Promoter promoter) {
    String nps = say("NPS of %d or more", "điểm NPS từ %d").formatted(promoter.npsScore());
    String reviews =
        say("%d good reviews or more", "từ %d đánh giá tốt").formatted(promoter.goodReviews());
    String shares = say("%d shares or more", "từ %d lần chia sẻ").formatted(promoter.shares());
    return "concat_ws(', ', if(nps_on is not null, %s, null), if(praised_on is not null, %s, null), if(_shared_on is not null, %s, null))"
        .formatted(nps, reviews, shares);
  }

  private String spoke() {
    return "if(stage = 'develop' and purchases = 1, concat(%s, %s), '')"
        .formatted(say("; spoke to us on ", "; phản hồi ngày "), day("engaged_on"));
  }

  private String ahead() {
    return "if(is_subscribed, %s, concat(%s, %s))"
        .formatted(
            say("; subscription in force", "; gói định kỳ còn hiệu lực"),
            say("; due on ", "; đến kỳ mua lại ngày "),
            day("due_on"));
  }

  private String doubt() {
    return "if(_by_score > _by_rule, concat(%s, format_number(alive_probability, 2)), '')"
        .formatted(say("; P(alive) ", "; xác suất vẫn là khách "));
  }

  private String say(String english, String vietnamese) {
    return "'" + (this == ENGLISH ? english : vietnamese) + "'";
  }

  private String day(String column) {
    return this == ENGLISH ? column : "date_format(" + column + ", 'dd/MM/yyyy')";
  }
}
