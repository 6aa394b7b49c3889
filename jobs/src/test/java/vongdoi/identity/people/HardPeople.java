package vongdoi.identity.people;

import java.util.HashMap;
import java.util.Map;

/**
 * Made-up records that are hard to tell apart or to bring together: short forms, titles and notes,
 * families at one address with one phone, father and son of one name, brother and sister of near
 * names, other scripts, family name first. Every line is a record: person, name, birth date, phone,
 * e-mail, street, city, postcode.
 */
public final class HardPeople {
  private static final String[] COLUMNS = {
    "full_name", "birth_date", "phone", "email", "street", "city", "postcode"
  };

  private static final String RECORDS =
      """
      smith1|Robert Smith|1978-11-12|702-919-1300|bsmith@work.example|123 Main Street|Las Vegas|89132
      smith1|Bob Smith|1978-11-12|702-919-1300|||Las Vegas|89132
      smith1|Bob J Smith||702-919-1300|bsmith@work.example|1515 Adela Lane|Las Vegas|89132
      smith1|Smith, Robert|1978-12-11|||1515 Adela Lane|Las Vegas|89111
      smith2|Robert Smith II|1985-04-20|702-919-7777||123 Main Street|Las Vegas|89132
      smith2|Bobby Smith Jr.|1985-04-20|702-919-7777|bobby@surf.example|||
      smith2|Rob Smith II||702-919-7777|bobby@surf.example||Las Vegas|
      smith3|Patricia Smith|1981-06-30|702-919-1300||123 Main Street|Las Vegas|89132
      smith3|Patty Smith|1981-06-30||pat.smith@mail.example|123 Main St|Las Vegas|89132
      smith3|Mrs. Trish Smith||702-919-1300|pat.smith@mail.example|||
      kuhn1|Victor Kuhn|1990-02-14|312-555-0141||77 Lake Drive|Chicago|60601
      kuhn1|Vic Kuhn|1990-02-14|312-555-0141|vic.kuhn@mail.example|77 Lake Drive|Chicago|60601
      kuhn1|Viktor Kuhn||312-555-0199|vic.kuhn@mail.example||Chicago|
      kuhn2|Victoria Kuhn|1993-08-03|312-555-0141||77 Lake Drive|Chicago|60601
      kuhn2|Vicky Kuhn|1993-08-03||vicky@kuhn.example|77 Lake Drive|Chicago|60601
      kuhn2|Victoria Kuhn||312-555-0141|vicky@kuhn.example||Chicago|60601
      jones1|William Jones Sr.|1948-01-19|206-555-0175||9 Pine Road|Seattle|98101
      jones1|Bill Jones Sr|1948-01-19|206-555-0175|bill.jones@mail.example|9 Pine Rd|Seattle|98101
      jones1|Wm Jones Senior||206-555-0176|bill.jones@mail.example||Seattle|
      jones2|William Jones Jr.|1975-09-02|206-555-0175||9 Pine Road|Seattle|98101
      jones2|Will Jones Jr|1975-09-02||will.jones@mail.example|||
      jones2|Billy Jones, Jr.||206-555-0188|will.jones@mail.example|9 Pine Road|Seattle|98101
      jones3|William Jones III|2001-05-27|206-555-0175||9 Pine Road|Seattle|98101
      jones3|Liam Jones III|2001-05-27|206-555-0190|liam3@mail.example|9 Pine Road|Seattle|98101
      wang1|王杰|1982-07-09|415-555-0133|jie.wang@mail.example|400 Bay Street|San Francisco|94133
      wang1|Jie Wang|1982-07-09|415-555-0133||400 Bay Street|San Francisco|94133
      wang1|Wang Jie||415-555-0133|jie.wang@mail.example||San Francisco|
      wang2|王静|1984-03-22|415-555-0133||400 Bay Street|San Francisco|94133
      wang2|Jing Wang|1984-03-22||jing@wang.example|400 Bay Street|San Francisco|94133
      kuz1|Владимир Кузнецов|1969-10-30|718-555-0122||12 Brighton Avenue|Brooklyn|11235
      kuz1|Vladimir Kuznetsov|1969-10-30|718-555-0122|v.kuznetsov@mail.example|||
      kuz1|Kuznetsov, Vladimir||718-555-0155|v.kuznetsov@mail.example|12 Brighton Avenue|Brooklyn|11235
      kuz2|Наталья Кузнецова|1972-12-05|718-555-0122||12 Brighton Avenue|Brooklyn|11235
      kuz2|Natalia Kuznetsova|1972-12-05|718-555-0166||12 Brighton Avenue|Brooklyn|11235
      kuz2|Natasha Kuznetsova||718-555-0166|||Brooklyn|
      rashid1|محمد راشد|1988-01-25|313-555-0102||55 Ford Road|Dearborn|48126
      rashid1|Mohammed Rashid|1988-01-25|313-555-0102||55 Ford Road|Dearborn|48126
      rashid1|Muhammad Rashid|1988-01-25||m.rashid@mail.example||Dearborn|
      rashid2|Ahmed Rashid|1991-04-04|313-555-0102||55 Ford Road|Dearborn|48126
      rashid2|Ahmad Rashid|1991-04-04|313-555-0109|ahmed.r@mail.example|||
      papa1|Γιώργος Παπαδόπουλος|1957-04-23|617-555-0150||8 Elm Street|Boston|02108
      papa1|Giorgos Papadopoulos|1957-04-23|617-555-0150||||
      papa1|George Papadopoulos|1957-04-23||g.papa@mail.example|8 Elm Street|Boston|02108
      an1|Nguyễn Văn An|1990-05-17|0912345001|an.nguyen@mail.example|12 Lê Lợi|Hà Nội|
      an1|Anh Nguyễn Văn An (khách quen)||0912345001||12 Lê Lợi|Hà Nội|
      an1|nguyen van an 0912345001|1990-05-17|||12 le loi|Ha Noi|
      an1|An Nguyen|1990-05-17||an.nguyen@mail.example||Hanoi|
      an2|Nguyễn Văn Anh|1993-11-02|0912345001||12 Lê Lợi|Hà Nội|
      an2|Nguyen Van Anh|1993-11-02|0912345009|vananh93@mail.example|12 Lê Lợi|Hà Nội|
      mai1|Chị Phùng Thị Mai|1986-09-09|0903111222||5 Trần Phú|Đà Nẵng|
      mai1|Phùng Mai - giao giờ hành chính|1986-09-09|0903111222|mai.phung@mail.example||Đà Nẵng|
      mai1|Mai Phung||0903111333|mai.phung@mail.example|5 Tran Phu|Da Nang|
      mai2|Phùng Thị Lan|1988-01-30|0903111222||5 Trần Phú|Đà Nẵng|
      mai2|Cô Lan Phùng|1988-01-30|0903111444|lan.phung@mail.example|5 Trần Phú|Đà Nẵng|
      brown1|Elizabeth Brown|1964-02-02|404-555-0111|liz.brown@mail.example|31 Oak Lane|Atlanta|30303
      brown1|Liz Brown|1964-02-02|404-555-0111||31 Oak Lane|Atlanta|30303
      brown1|Beth Brown||404-555-0112|liz.brown@mail.example||Atlanta|
      brown2|Elisa Brown|1989-06-21|404-555-0111||31 Oak Lane|Atlanta|30303
      brown2|Lisa Brown|1989-06-21|404-555-0119|elisa.b@mail.example|||
      brown3|Andrew Brown|1962-03-14|404-555-0111||31 Oak Lane|Atlanta|30303
      brown3|Andy Brown|1962-03-14||andy.brown@mail.example|31 Oak Lane|Atlanta|30303
      brown3|Drew Brown||404-555-0114|andy.brown@mail.example||Atlanta|
      brown4|Andrea Brown|1992-10-02|404-555-0111||31 Oak Lane|Atlanta|30303
      brown4|Andi Brown|1992-10-02|404-555-0120|andrea.b@mail.example|||
      garcia1|José García|1970-08-19|305-555-0131||200 Ocean Drive|Miami|33139
      garcia1|Jose Garcia|1970-08-19||pepe@mail.example|200 Ocean Drive|Miami|33139
      garcia1|Pepe Garcia||305-555-0131|pepe@mail.example|||
      garcia2|Josefa García|1974-05-11|305-555-0131||200 Ocean Drive|Miami|33139
      garcia2|Josefa Garcia|1974-05-11|305-555-0140|josefa@mail.example|||
      lee1|Christopher Lee|1983-12-01|503-555-0161||6 Hill Court|Portland|97201
      lee1|Chris Lee|1983-12-01|503-555-0161|clee@mail.example|||
      lee1|Dr. Christopher Lee PhD|1983-12-01|||6 Hill Ct|Portland|97201
      lee2|Christina Lee|1985-10-10|503-555-0161||6 Hill Court|Portland|97201
      lee2|Tina Lee|1985-10-10|503-555-0169|tina.lee@mail.example|6 Hill Court|Portland|97201
      lee3|이민수|1979-02-28|213-555-0144||880 Olympic Blvd|Los Angeles|90015
      lee3|Minsu Lee|1979-02-28|213-555-0144|minsu.lee@mail.example|||
      lee3|Lee, Minsu||213-555-0149|minsu.lee@mail.example|880 Olympic Blvd|Los Angeles|90015
      miller1|Margaret Miller|1955-07-04|612-555-0180||14 River Street|Minneapolis|55401
      miller1|Peggy Miller|1955-07-04|612-555-0180||14 River Street|Minneapolis|55401
      miller1|Maggie Miller||612-555-0180|peggy.m@mail.example|||
      miller1|Margret Miler|1955-07-04||peggy.m@mail.example|||
      miller2|Mary Miller|1980-11-19|612-555-0180||14 River Street|Minneapolis|55401
      miller2|Molly Miller|1980-11-19|612-555-0185|molly.m@mail.example|||
      clark1|Richard Clark|1967-03-03|216-555-0101|rclark@mail.example|5 First Avenue|Cleveland|44101
      clark1|Dick Clark|1967-03-03|216-555-0101||||
      clark1|Rick Clark||216-555-0108|rclark@mail.example|5 First Avenue|Cleveland|44101
      clark2|Ricarda Clark|1994-09-15|216-555-0101||5 First Avenue|Cleveland|44101
      clark2|Ricarda Clark|1994-09-15|216-555-0107|ricarda@mail.example|||
      novak1|Miroslav Novak|1977-06-06|414-555-0110||3 Park Place|Milwaukee|53202
      novak1|Novak Miroslav|1977-06-06|414-555-0110||||
      novak1|Miroslav Novák|1977-06-06||miro@mail.example|3 Park Place|Milwaukee|53202
      novak2|Miroslava Novak|1979-01-11|414-555-0110||3 Park Place|Milwaukee|53202
      novak2|Miroslava Novak|1979-01-11|414-555-0118|mirka@mail.example|||
      evans1|Edward Evans|1950-10-25|717-555-0150||90 Church Road|Lancaster|17601
      evans1|Ted Evans|1950-10-25|717-555-0150||||
      evans1|Eddie Evans||717-555-0157|ted.evans@mail.example|90 Church Road|Lancaster|17601
      evans1|Edward Evans|1950-10-25||ted.evans@mail.example|||
      evans2|Edmund Evans|1953-02-12|717-555-0150||90 Church Road|Lancaster|17601
      evans2|Edmund Evans|1953-02-12|717-555-0159|edmund.e@mail.example|||
      dao1|Đào Thị Hương|1995-04-08|0987111001||21 Hai Bà Trưng|Huế|
      dao1|Dao Thi Huong|1995-04-08|0987111001|huong.dao@mail.example|||
      dao1|chị Hương||0987111005|huong.dao@mail.example|21 Hai Ba Trung|Hue|
      dao2|Đào Thị Hường|1998-12-19|0987111001||21 Hai Bà Trưng|Huế|
      dao2|Đào Thị Hường|1998-12-19|0987111009|huong98@mail.example|||
      alone1|John Smith|1991-01-31|808-555-0100||1 Beach Walk|Honolulu|96815
      alone2|John Smith|1958-08-08|907-555-0100||7 Glacier Way|Anchorage|99501
      alone3|Robert Jones|1978-11-12|505-555-0170||66 Mesa Road|Santa Fe|87501
      alone4|Bob Clark|1990-12-24|210-555-0170||18 Alamo Street|San Antonio|78205
      alone5|Jie Wang|1996-02-02|646-555-0170||30 Mott Street|New York|10013
      alone6|Mary Brown|1971-09-30|919-555-0171||2 Tobacco Road|Durham|27701
      alone7|Nguyễn Văn An|1976-03-15|0933777001||88 Nguyễn Trãi|Cần Thơ|
      alone8|Phùng Thị Mai|2000-06-01|0977888001||9 Lê Duẩn|Vinh|
      alone9|Victor Evans|1987-05-05|802-555-0172||4 Maple Street|Burlington|05401
      alone10|William Miller|1969-12-12|701-555-0173||11 Prairie Road|Fargo|58102
      alone11|Edward Lee|1983-12-01|401-555-0174||50 Harbor Street|Providence|02903
      """;

  private HardPeople() {}

  public static KnownPeople all() {
    KnownPeople known = new KnownPeople();
    RECORDS.lines().forEach(line -> add(known, line.split("\\|", -1)));
    return known;
  }

  private static void add(KnownPeople known, String[] values) {
    Map<String, String> record = new HashMap<>();
    for (int i = 0; i < COLUMNS.length; i++) {
      if (!values[i + 1].isEmpty()) {
        record.put(COLUMNS[i], values[i + 1]);
      }
    }
    known.add(values[0], record);
  }
}
