package vongdoi.generate.life;

import java.util.List;
import vongdoi.generate.buying.Buying;
import vongdoi.generate.buying.BuyingProcess;
import vongdoi.generate.buying.Subscription;
import vongdoi.generate.buying.SubscriptionDesk;
import vongdoi.generate.people.CrmDesk;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.People;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.generate.visit.Visit;
import vongdoi.generate.visit.VisitPlanner;

/** Everything about one customer that raw files and truth are written from. */
public record Life(
    Person person,
    List<CrmEntry> crm,
    Buying buying,
    List<Visit> visits,
    List<Subscription> subscriptions) {

  /** Makes lives by index; one per task, as it only holds settings. */
  public static final class Maker {
    private final People people;
    private final CrmDesk crm;
    private final BuyingProcess buying;
    private final VisitPlanner visits;
    private final SubscriptionDesk subscriptions;

    public Maker(ShopSettings settings, ShopCalendar calendar) {
      people = new People(settings, calendar);
      crm = new CrmDesk(settings, calendar);
      buying = new BuyingProcess(settings, calendar);
      visits = new VisitPlanner(settings, calendar);
      subscriptions = new SubscriptionDesk(settings, calendar);
    }

    public Life customer(long index) {
      Person person = people.person(index);
      List<CrmEntry> entries = crm.entries(person);
      Buying bought = buying.buying(person, entries);
      return new Life(
          person,
          entries,
          bought,
          visits.ofCustomer(person, bought),
          subscriptions.of(person, bought, entries));
    }

    public List<Visit> visitor(long index) {
      return visits.ofVisitor(index);
    }
  }
}
