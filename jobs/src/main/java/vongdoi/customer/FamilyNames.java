package vongdoi.customer;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Vietnamese family and given names, and whether a word could be Vietnamese at all. */
public final class FamilyNames {
  /** The fourteen that about nine in ten Vietnamese bear, Huỳnh and Võ beside Hoàng and Vũ. */
  private static final String COMMON =
      "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý";

  /** Others that many thousands bear, those of the Hoa, Tày, Thái and Hmong too. */
  private static final String OTHERS =
      "đinh đào đoàn trương lương trịnh mai lâm cao tạ thái châu quách lưu tô kiều tăng hà"
          + " phùng vương nghiêm chu triệu la mạc tống hứa tôn đàm khuất doãn bạch cù chử lã lữ"
          + " ninh nông lò quàng giàng sùng thào uông ngụy mã tiết bế";

  /** Given names for the most part, and family names where two more words follow. */
  private static final Set<String> RARE =
      Set.of(
          ("thân thạch từ văn kim hồng hoa giang giáp diệp khổng khúc lục lại phí quang sơn danh thi"
                  + " tiêu viên vi âu đồng đậu hàn kha nhâm thiều trang tào")
              .split(" "));

  /** Common given and middle names, folded. */
  private static final Set<String> GIVEN =
      Set.of(
          ("an anh bao bich binh canh chau chi chien chinh cong cuc cuong dai dan dang dao dat diem"
                  + " diep dieu dinh do doan dong du duc dung duong duy gia giang giap ha hai han"
                  + " hang hanh hao hau hien hiep hieu hoa hoai hoan hoang hoc hong hop hue hung huong"
                  + " huu huy huyen khai khang khanh khiem khoa khoi khue kien kieu kim ky lam lan"
                  + " lanh le lien liem linh loan loc loi long luan luc luong luyen ly mai man manh"
                  + " mien minh my nam nga ngan nghia ngoc nguyen nguyet nha nhan nhat nhi nhu nhung"
                  + " nhuan oanh phat phi phong phu phuc phung phuoc phuong quan quang que quoc quy"
                  + " quyen quyet quynh sam sang sen sinh son sy tai tam tan thach thai than thang"
                  + " thanh thao thi thien thinh tho thoa thoi thong thu thuan thuc thuong thuy tien"
                  + " tin tinh toan toai ton tra tram trang tri trieu trinh trong truc trung truong"
                  + " tu tuan tue tung tuoi tuyen tuyet ty uyen van vi vien viet vinh vu vuong vy"
                  + " xuan yen")
              .split(" "));

  private static final Map<String, String> MARKED = new HashMap<>();
  private static final Set<String> FREQUENT = new HashSet<>();

  static {
    for (String name : (COMMON + " " + OTHERS).split(" ")) {
      MARKED.merge(Names.fold(name), name, (a, b) -> a + " " + b);
    }
    for (String name : COMMON.split(" ")) {
      FREQUENT.add(Names.fold(name));
    }
  }

  /** Onset, vowels and coda of a Vietnamese syllable without its marks. */
  private static final Pattern SYLLABLE =
      Pattern.compile(
          "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?"
              + "(?:uye|uya|uyu|uay|uoi|uou|ieu|yeu|oai|oay|oeo|uao|iu|ia|ie|ai|ao|au|ay|eo|eu|oa|oe|oi"
              + "|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
              + "(?:ng|nh|ch|[cmnpt])?");

  /** Letters that Vietnamese has and the other Latin alphabets of our users have not. */
  private static final Pattern VIETNAMESE_LETTERS =
      Pattern.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]");

  private FamilyNames() {}

  /**
   * 2 for one of the most frequent family names, 1 for another, 0 for none. A word with marks has
   * to bear the right ones: Nguyên and Đạo are given names.
   */
  static int weight(String word) {
    String lower = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String folded = Names.fold(lower);
    String known = MARKED.get(folded);
    if (known == null) {
      return 0;
    }
    boolean isBare = lower.equals(folded);
    for (String name : known.split(" ")) {
      if (isBare || Names.tonesLast(name).equals(Names.tonesLast(lower))) {
        return FREQUENT.contains(folded) ? 2 : 1;
      }
    }
    return 0;
  }

  /** Whether a folded word is a Vietnamese family name. */
  public static boolean contains(String folded) {
    return MARKED.containsKey(folded);
  }

  /** Whether a folded word is a common Vietnamese given or middle name. */
  public static boolean isGivenName(String folded) {
    return GIVEN.contains(folded);
  }

  /** Whether a word is a family name where two more words follow. */
  static boolean isRare(String word) {
    return RARE.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word could be a syllable of a Vietnamese name. */
  static boolean isSyllable(String word) {
    return SYLLABLE.matcher(Names.fold(word)).matches();
  }

  /** Whether a text has letters that only Vietnamese has. */
  static boolean hasVietnameseLetters(String text) {
    return VIETNAMESE_LETTERS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
        .find();
  }
}
