package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class EmailsTest {
  @Test
  void cleansSpellings() {
    assertEquals("an.nguyen@shop.vn", Emails.clean("  An.Nguyen@Shop.VN "));
    assertEquals("an@shop.vn", Emails.clean("mailto:an@shop.vn;"));
    assertEquals("an@xn--bcher-kva.de", Emails.clean("an@bücher.de"));
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String wrong : new String[] {"an", "an@", "@shop.vn", "an@shop", "a b@shop.vn", "-", ""}) {
      assertNull(Emails.clean(wrong), wrong);
    }
    assertNull(Emails.clean(null));
  }

  @Test
  void matchesMailboxesByTheRulesOfTheirProvider() {
    assertEquals("annguyen@gmail.com", Emails.matchKey("an.nguyen+shop@googlemail.com"));
    assertEquals("an.n@outlook.com", Emails.matchKey("an.n+x@outlook.com"));
    assertEquals("an.n@hotmail.com.vn", Emails.matchKey("an.n+x@hotmail.com.vn"));
    assertEquals("an@yahoo.com.vn", Emails.matchKey("an-shop@yahoo.com.vn"));
    assertEquals("an.n+x@shop.vn", Emails.matchKey("an.n+x@shop.vn"));
    assertEquals("+x@gmail.com", Emails.matchKey("+x@gmail.com"));
  }
}
