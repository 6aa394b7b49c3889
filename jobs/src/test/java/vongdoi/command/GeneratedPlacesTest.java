package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.job.JobException;

class GeneratedPlacesTest {
  private static final String DATA = "vietnamadminunits/data/";

  @TempDir private Path folder;

  private Path wheel(Map<String, String> files) throws IOException {
    Path wheel = folder.resolve("places.whl");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(LocalDateTime.of(2026, 3, 4, 5, 6));
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return wheel;
  }

  @Test
  void writesWhatPlacesAreAndWereAndTheSource() throws IOException {
    Path wheel =
        wheel(
            Map.of(
                "vietnamadminunits-9.8.7.dist-info/METADATA",
                "",
                DATA + "parser_from_2025.json",
                """
                {"DICT_PROVINCE": {"hcm": {"province": "Thành phố Hồ Chí Minh"}},
                 "DICT_PROVINCE_WARD_NO_ACCENTED": {"hcm": {
                   "a": {"ward": "Phường Sài Gòn"}, "b": {"ward": "Đặc khu Côn Đảo"}}},
                 "DICT_PROVINCE_WARD_ACCENTED": {"hcm": {"c": {"ward": "Xã Thạnh An"}}}}""",
                DATA + "parser_legacy.json",
                """
                {"DICT_PROVINCE": {"brvt": {"province": "Tỉnh Bà Rịa - Vũng Tàu"}},
                 "DICT_PROVINCE_DISTRICT": {"brvt": {
                   "q1": {"district": "Quận 1", "districtKeywords": ["quan1", "q1"]},
                   "cd": {"district": "Huyện Côn Đảo", "districtKeywords": ["condao"]}}},
                 "DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED": {"brvt": {
                   "q1": {"w": {"ward": "Phường 12", "wardKeywords":
                     ["phuong12", "phuong13", "phuong05", "p13", "phuongcauong", "cauong"]}},
                   "cd": {"NaN": {"ward": NaN, "wardKeywords": []}}}},
                 "DICT_PROVINCE_DISTRICT_WARD_ACCENTED": {}}""",
                DATA + "converter_2025.json",
                """
                {"DICT_PROVINCE": {"hcm": ["brvt"]},
                 "DICT_PROVINCE_WARD_NO_DIVIDED": {"hcm": {"b": ["brvt_cd_"]}},
                 "DICT_PROVINCE_WARD_DIVIDED": {"hcm": {
                   "brvt_q1_w": [{"newWardKey": "c"}, {"newWardKey": "a"}]}}}"""));
    String table = GeneratedPlaces.table(wheel);
    assertTrue(table.contains("# source: vietnamadminunits 9.8.7 (PyPI), data of 2026-03-04\n"));
    assertEquals(
        """
        =Hồ Chí Minh
        +P Sài Gòn
        +D Côn Đảo
        +X Thạnh An
        -Bà Rịa - Vũng Tàu
        :Q 1
         P 12>0,2|13,5,cauong
        :H Côn Đảo>1
        """,
        table
            .lines()
            .filter(l -> !l.startsWith("#"))
            .map(l -> l + "\n")
            .reduce("", String::concat));
  }

  @Test
  void anythingElseIsRefusedWithTheWayOut() throws IOException {
    Path other = wheel(Map.of("other-1.0.dist-info/METADATA", ""));
    String message =
        assertThrows(JobException.class, () -> GeneratedPlaces.table(other)).getMessage();
    assertTrue(message.contains("pip download --no-deps vietnamadminunits"), message);
  }
}
