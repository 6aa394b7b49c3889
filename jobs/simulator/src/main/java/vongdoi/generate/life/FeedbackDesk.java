package vongdoi.generate.life;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.buying.Buying;
import vongdoi.generate.buying.Order;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.ShopCatalog;
import vongdoi.generate.shop.ShopSettings;

/** What customers say after their orders, by their contentment: NPS, CSAT, reviews, complaints. */
public final class FeedbackDesk {
  private static final long DAY = 86_400_000L;
  private static final double RATE = 0.12;
  private static final String[] GOOD = {
    "Rất hài lòng, sẽ mua lại", "Giao hàng nhanh, đóng gói cẩn thận", "Hàng tốt, giá hợp lý"
  };
  private static final String[] BAD = {
    "Giao chậm, không báo trước", "Hàng không đúng mô tả", "Đóng gói sơ sài, bị móp hộp"
  };

  private final ShopSettings settings;

  public FeedbackDesk(ShopSettings settings) {
    this.settings = settings;
  }

  /** One statement; each of the score, comment and ids may be null. */
  public record Note(
      String id,
      String kind,
      Integer score,
      String comment,
      Order.Contact contact,
      String orderId,
      String productId,
      long givenAt) {}

  public List<Note> notes(Person person, Buying buying) {
    Draws draws = Draws.of(settings.seed(), "feedback", person.index());
    List<Note> notes = new ArrayList<>();
    for (Order order : buying.orders()) {
      long givenAt = order.at() + 2 * DAY + draws.millis(DAY, 6 * DAY);
      if (draws.chance(RATE) && !order.isCancelled()) {
        notes.add(note(draws, person, order, givenAt - givenAt % 1000));
      }
    }
    return notes;
  }

  private static Note note(Draws draws, Person person, Order order, long givenAt) {
    double mood = Math.max(0, Math.min(1, person.satisfaction() + 0.15 * draws.gaussian()));
    double kind = draws.uniform();
    String id = "PH" + order.id().substring(2);
    String word = mood > 0.5 ? draws.pick(GOOD) : draws.pick(BAD);
    Order.Contact contact = order.contact();
    int outOfFive = 1 + (int) Math.round(mood * 4);
    if (mood < 0.35 && kind < 0.4) {
      return new Note(id, "complaint", null, draws.pick(BAD), contact, order.id(), null, givenAt);
    } else if (kind < 0.45) {
      int score = (int) Math.round(Math.min(10, 2 + mood * 9));
      return new Note(id, "nps", score, null, contact, order.id(), null, givenAt);
    } else if (kind < 0.72) {
      return new Note(id, "csat", outOfFive, null, contact, order.id(), null, givenAt);
    }
    String product = ShopCatalog.product(order.lines().get(0).product()).id();
    return new Note(id, "review", outOfFive, word, contact, order.id(), product, givenAt);
  }
}
