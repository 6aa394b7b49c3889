"use strict";
// One customer's page: who, what happened when, where in the life cycle, scores and segments with
// their reasons, and what was consented to.
const F = new Proxy(data.figures, { get: (figures, name) => figures[name] || [] });
const [profile, stage, worth, risk, journey] =
  ["profile", "lifecycle", "value", "churn", "journey"].map(name => F[name][0] || {});

const moment = at => (at ? new Intl.DateTimeFormat(formats(), { dateStyle: "short", timeStyle: "short", timeZone: data.zone }).format(new Date(at)) : "");
const dated = at => (at ? new Intl.DateTimeFormat(formats(), { dateStyle: "short", timeZone: at.length > 10 ? data.zone : "UTC" }).format(new Date(at)) : "");
const full = (value, currency) => (value === undefined || value === null ? "" : number(value, 2) + (currency ? " " + currency : ""));
const yes = value => (value === undefined ? "" : value ? t("yes", "có") : t("no", "không"));

const facts = (id, title, pairs, lead) => {
  const shown = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length));
  return h("div", { class: "card", id }, h("h3", {}, title), lead ? h("p", {}, lead) : null,
    shown.length ? h("dl", { class: "facts" }, shown.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, Array.isArray(value) ? value.join(", ") : String(value))]))
      : h("p", {}, t("Nothing is known.", "Chưa có thông tin.")));
};

const segmentName = row => t(row.name_en, row.name_vi);

const headlines = () => h("dl", { class: "headlines" }, [
  [t("Stage", "Giai đoạn"), known(stage.stage)], [t("Status", "Trạng thái"), known(stage.status)],
  [t("Orders", "Đơn hàng"), number(profile.orders_count)], [t("Spent", "Đã chi"), full(profile.total_amount, profile.currency)],
  [t("Expected ahead", "Giá trị dự kiến"), worth.clv_amount === undefined ? "" : full(worth.clv_amount, worth.currency)],
  [t(`Buys nothing within ${risk.horizon_days} days, probability`, `Xác suất không mua trong ${risk.horizon_days} ngày`), percent(risk.churn_probability)],
].filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

const who = () => facts("who", t("Who", "Là ai"), [
  [t("Name", "Họ tên"), profile.full_name], [t("Kind", "Loại"), known(profile.customer_kind)], [t("Company", "Công ty"), profile.company],
  [t("Tax code", "Mã số thuế"), profile.tax_code], [t("Born", "Ngày sinh"), day(profile.birth_date)], [t("Age", "Tuổi"), profile.age ?? profile.age_band],
  [t("Gender", "Giới tính"), profile.gender], [t("Occupation", "Nghề nghiệp"), profile.occupation], [t("Income", "Thu nhập"), profile.income_band],
  [t("Street", "Địa chỉ"), profile.street], [t("Ward", "Phường xã"), profile.ward || profile.written_ward], [t("Province", "Tỉnh thành"), profile.province || profile.city],
  [t("Country", "Quốc gia"), profile.country], [t("Household of", "Số người trong hộ"), profile.household_size], [t("Known from", "Nguồn"), profile.sources],
  [t("First seen", "Thấy lần đầu"), dated(profile.first_seen_at)], [t("Last seen", "Thấy lần cuối"), dated(profile.last_seen_at)],
  [t("Came by", "Đến từ"), [profile.acquisition_source, profile.acquisition_medium, profile.acquisition_campaign].filter(Boolean).join(" / ")],
]);

const likes = () => facts("likes", t("What they like", "Sở thích"), [
  [t("Categories", "Ngành hàng"), profile.top_categories], [t("Brands", "Thương hiệu"), profile.top_brands], [t("Price level", "Mức giá"), profile.price_level],
  [t("Channel", "Kênh mua"), profile.favourite_channel], [t("Store", "Cửa hàng"), profile.favourite_store], [t("Pays by", "Thanh toán bằng"), profile.favourite_payment_method],
  [t("Hour", "Giờ mua"), profile.favourite_hour === undefined ? "" : profile.favourite_hour + ":00"],
  [t("Average order", "Đơn trung bình"), full(profile.average_order_amount, profile.currency)],
  ["NPS", profile.last_nps_score], ["CSAT", number(profile.average_csat_score, 1)], [t("Complaints", "Khiếu nại"), profile.complaints_count || ""],
  [t("Brought others", "Đã giới thiệu"), profile.referrals_count || ""],
]);

const events = () => {
  const largest = Math.max(1, ...F.orders.map(r => Number(r.net_amount) || 0));
  return [
    { name: t("orders", "đơn hàng"), colour: "c2", events: F.orders.map(r => ({ at: r.ordered_at, size: Math.max(0, r.net_amount) / largest, text: `${full(r.net_amount, r.currency)}, ${r.status}${r.channel ? ", " + r.channel : ""}` })) },
    { name: t("carts", "giỏ hàng"), colour: "c3", events: F.carts.map(r => ({ at: r.changed_at, text: `${r.status}, ${full(r.cart_amount, r.currency)}` })) },
    { name: t("payments", "thanh toán"), colour: "c6", events: F.payments.map(r => ({ at: r.created_at, text: `${r.status}, ${full(r.amount, r.currency)}, ${r.method || ""}` })) },
    { name: t("feedback", "phản hồi"), colour: "c5", events: F.feedback.map(r => ({ at: r.given_at, text: `${r.kind}${r.score === undefined ? "" : " " + r.score}` })) },
    { name: t("messages", "tin nhắn"), colour: "c1", events: F.messages.map(r => ({ at: r.planned_at, text: `${r.action}, ${r.channel}${r.is_control ? ", " + known("control") : ""}` })) },
    { name: t("segments", "phân khúc"), colour: "c7", events: F.segments.flatMap(r => [{ at: r.entered_at, text: "+ " + segmentName(r) }, r.exited_at && { at: r.exited_at, text: "− " + segmentName(r) }].filter(Boolean)) },
    { name: t("stages", "giai đoạn"), colour: "c8", events: F.stages.map(r => ({ at: r.since, text: `${known(r.stage)}, ${known(r.status)}` })) },
    { name: t("consents", "đồng ý"), colour: "c4", events: F.consents.map(r => ({ at: r.given_at, text: `${r.purpose}, ${r.channel}: ${known(r.status)}` })) },
  ].map(lane => ({ ...lane, events: lane.events.filter(e => e.at) })).filter(lane => lane.events.length);
};

const timeline = () => {
  const lanes = events();
  const rows = lanes.flatMap(lane => lane.events.map(e => ({ ...e, lane: lane.name }))).sort((a, b) => d3.descending(a.at, b.at) || d3.ascending(a.lane, b.lane));
  return figure({
    id: "timeline", title: t("What happened, and when", "Điều gì đã xảy ra, khi nào"), isWide: true, rows,
    chart: place => charts.timeline(place, { label: t("Timeline", "Dòng thời gian"), spelt: d => d3.utcFormat("%m/%Y")(d),
      lanes: lanes.map(lane => ({ ...lane, events: lane.events.map(e => ({ at: new Date(e.at), size: e.size, title: `${e.at.length > 10 ? moment(e.at) : day(e.at)}: ${e.text}` })) })) }),
    columns: [[t("When", "Khi nào"), r => (r.at.length > 10 ? moment(r.at) : day(r.at))], [t("What", "Loại"), r => r.lane], [t("More", "Chi tiết"), r => r.text]],
  });
};

const stages = () => figure({
  id: "stages", title: t("Stages", "Các giai đoạn"),
  says: stage.reason ? [h("span", {}, t("Now: ", "Hiện tại: "), told(stage))] : [],
  rows: [...F.stages].sort((a, b) => d3.descending(a.since, b.since)),
  columns: [[t("Since", "Từ"), r => day(r.since)], [t("Until", "Đến"), r => day(r.until) || t("now", "nay")], [t("Stage", "Giai đoạn"), r => known(r.stage)],
    [t("Status", "Trạng thái"), r => known(r.status)], [t("Why", "Lý do"), r => told(r)]],
});

const scores = () => facts("scores", t("Scores, and why", "Điểm số và lý do"), [
  [t(`Buys nothing within ${risk.horizon_days} days, probability`, `Xác suất không mua trong ${risk.horizon_days} ngày`), percent(risk.churn_probability)],
  [t("Because", "Vì"), t(risk.reasons_en, risk.reasons_vi)],
  [t("Expected ahead", "Giá trị dự kiến"), worth.clv_amount === undefined ? "" : `${full(worth.clv_amount, worth.currency)} (${full(worth.low_amount)} … ${full(worth.high_amount)})`],
  [t("Orders ahead", "Số đơn dự kiến"), number(worth.expected_orders, 2)], [t("Tier", "Hạng"), known(worth.tier)],
  [t("Still a customer, probability", "Xác suất vẫn là khách"), percent(worth.alive_probability)],
  ["RFM", journey.rfm_score ? `${journey.rfm_score} (${journey.rfm_group})` : ""], [t("Lead score", "Điểm quan tâm"), number(journey.lead_score, 1)],
  [t("Engagement score", "Điểm gắn kết"), number(journey.engagement_score, 1)], [t("Loyalty score", "Điểm trung thành"), number(journey.loyalty_score, 1)],
]);

const segments = () => figure({
  id: "segments", title: t("Segments, and why", "Phân khúc và lý do"), isWide: true, rows: [...F.segments].sort((a, b) => !!a.exited_at - !!b.exited_at || d3.ascending(a.segment, b.segment)),
  columns: [[t("Segment", "Phân khúc"), segmentName], [t("In since", "Vào ngày"), r => day(r.entered_at)], [t("Out", "Ra ngày"), r => day(r.exited_at)],
    [t("Why", "Lý do"), r => h("span", { lang: data.reasons_in }, r.reason || "")]],
  nothing: t("The customer is in no segment.", "Khách không thuộc phân khúc nào."),
});

const actions = () => figure({
  id: "actions", title: t("What comes next", "Việc tiếp theo"), rows: [...F.actions].sort((a, b) => a.priority - b.priority || d3.ascending(a.segment + a.matter, b.segment + b.matter)),
  columns: [[t("Play", "Kịch bản"), r => r.action], [t("Channel", "Kênh"), r => r.channel || ""], [t("Not before", "Không trước"), r => moment(r.send_after)],
    [t("Not sent because", "Không gửi vì"), r => (r.suppressed_reason ? known(r.suppressed_reason) : "")], [t("Why", "Lý do"), r => h("span", { lang: data.reasons_in }, r.reason)]],
  nothing: t("Nothing is planned.", "Chưa có kế hoạch nào."),
});

const suggestions = () => figure({
  id: "suggestions", title: t("Products to suggest", "Sản phẩm gợi ý"), rows: [...F.recommendations].sort((a, b) => a.rank - b.rank),
  columns: [[t("Product", "Sản phẩm"), r => r.name || r.product_id], [t("Why", "Lý do"), told]],
});

const consents = () => figure({
  id: "consents", title: t("Consents", "Sự đồng ý"), rows: [...F.consents].sort((a, b) => d3.ascending(a.purpose + a.channel, b.purpose + b.channel)),
  columns: [[t("For", "Mục đích"), r => r.purpose], [t("Channel", "Kênh"), r => r.channel], [t("Said", "Quyết định"), r => known(r.status)], [t("When", "Khi nào"), r => moment(r.given_at)]],
  nothing: t("The customer has agreed to nothing: nothing may be sent but service messages.", "Khách chưa đồng ý điều gì: chỉ được gửi tin chăm sóc khách hàng."),
});

const contacts = () => figure({
  id: "contacts", title: t("How to reach them", "Cách liên hệ"), rows: profile.contact_points || [],
  columns: [[t("Channel", "Kênh"), r => r.channel], [t("Contact", "Liên hệ"), r => r.value], [t("Marketing", "Tin marketing"), r => (r.consent === "none" ? t("never asked", "chưa hỏi") : known(r.consent))], [t("Best", "Tốt nhất"), r => (r.is_best ? yes(true) : "")]],
  nothing: t("No contact is known.", "Chưa có thông tin liên hệ."),
});

const records = () => figure({
  id: "records", title: t("Records that make this customer", "Các bản ghi hợp thành khách này"), rows: [...F.records].sort((a, b) => d3.ascending(a.first_seen_at, b.first_seen_at)),
  columns: [[t("Source", "Nguồn"), r => r.source], [t("Kind", "Loại"), r => r.kind], [t("Joined by", "Nối bằng"), r => r.linked_by || ""], [t("First seen", "Thấy lần đầu"), r => dated(r.first_seen_at)], [t("Last seen", "Thấy lần cuối"), r => dated(r.last_seen_at)]],
});

const subscriptions = () => (F.subscriptions.length ? figure({
  id: "subscriptions", title: t("Subscriptions", "Gói đăng ký"), rows: F.subscriptions,
  columns: [[t("Plan", "Gói"), r => r.plan || r.subscription_id], [t("Status", "Trạng thái"), r => r.status], [t("Price", "Giá"), r => full(r.amount, r.currency), true], [t("Paid until", "Đã trả đến"), r => dated(r.current_period_end)], [t("Renews", "Tự gia hạn"), r => yes(r.auto_renew)]],
}) : null);

show(() => ({
  title: profile.full_name || t("Customer ", "Khách hàng ") + data.title,
  subtitle: t(`Customer ${data.title} at the end of ${day(data.date)}`, `Khách hàng ${data.title} tính đến hết ngày ${day(data.date)}`),
  sections: [
    { id: "q-who", short: t("Portrait", "Chân dung"), heading: t("Who is it?", "Đây là ai?"), parts: [headlines(), cards(who(), likes(), contacts(), records())] },
    { id: "q-when", short: t("Timeline", "Dòng thời gian"), heading: t("What happened?", "Điều gì đã xảy ra?"), parts: [cards(timeline(), stages(), subscriptions())] },
    { id: "q-why", short: t("Scores and segments", "Điểm và phân khúc"), heading: t("What do we make of it, and why?", "Đánh giá thế nào, vì sao?"), parts: [cards(scores(), actions(), segments(), suggestions())] },
    { id: "q-consents", short: t("Consents", "Sự đồng ý"), heading: t("What may we do?", "Được phép làm gì?"), parts: [cards(consents())] },
  ],
  foot: t("This page holds personal data: keep it where customers' data may be kept, and delete it when you are done.",
    "Trang này chứa dữ liệu cá nhân: chỉ lưu ở nơi được phép và xóa khi dùng xong."),
}));
