package vongdoi.generate;

import java.util.List;

/** Everything about one customer that raw files and truth are written from. */
record Life(
    Person person,
    List<CrmEntry> crm,
    Buying buying,
    List<Visit> visits,
    List<Subscription> subscriptions) {

  /** Makes lives by index; one per task, as it only holds settings. */
  static final class Maker {
    private final People people;
    private final CrmDesk crm;
    private final BuyingProcess buying;
    private final VisitPlanner visits;
    private final SubscriptionDesk subscriptions;

    Maker(ShopSettings settings, ShopCalendar calendar) {
      people = new People(settings, calendar);
      crm = new CrmDesk(settings, calendar);
      buying = new BuyingProcess(settings, calendar);
      visits = new VisitPlanner(settings, calendar);
      subscriptions = new SubscriptionDesk(settings, calendar);
    }

    Life customer(long index) {
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

    List<Visit> visitor(long index) {
      return visits.ofVisitor(index);
    }
  }
}
