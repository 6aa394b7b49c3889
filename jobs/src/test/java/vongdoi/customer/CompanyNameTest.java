package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyNameTest {
  @ParameterizedTest
  @CsvSource({
    "Công ty TNHH MTV Hoàng Long, hoang long",
    "CÔNG TY TRÁCH NHIỆM HỮU HẠN HOÀNG LONG, hoang long",
    "Cty CP TM DV Hoàng Long, thuong mai dich vu hoang long",
    "Công ty Cổ phần Thương mại Dịch vụ Hoàng Long, thuong mai dich vu hoang long",
    "DNTN Hoàng Long, hoang long",
    "'HOANG LONG CO., LTD', hoang long",
    "'Acme, Inc.', acme",
    "ACME LLC, acme",
    "Müller GmbH & Co. KG, muller",
    "Boulangerie Dupont S.A.R.L., boulangerie dupont",
    "Grupo Sol S.A., grupo sol",
    "Grupo Sol SA, grupo sol",
    "Lion City Pte. Ltd., lion city",
    "株式会社 山田, 山田",
    "PT Maju Jaya Tbk, maju jaya",
    "Công ty TNHH, cong ty tnhh"
  })
  void aNameWithoutItsLegalFormIsWhatTellsAFirm(String written, String core) {
    assertEquals(core, CompanyName.core(written));
  }

  @Test
  void aPersonAtAFirmIsAPerson() {
    assertTrue(CompanyName.isOfAFirm(null, "Hoàng Long", null));
    assertTrue(CompanyName.isOfAFirm("Công ty TNHH Hoàng Long", null, null));
    assertFalse(CompanyName.isOfAFirm("Lê Thu Trang", "Hoàng Long", null));
    assertFalse(CompanyName.isOfAFirm(null, "Hoàng Long", "Trang"));
    assertFalse(CompanyName.isOfAFirm(null, null, null));
  }
}
