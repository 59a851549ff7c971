package io.sluice.records.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c080",
        "c3",
        "e08080",
        "eda080",
        "edb080",
        "f5808080",
        "f4908080",
        "f0808080",
        "e282",
        "61ff",
        "6161616161616161ff"
      })
  void whatIsNoUtf8IsFound(String hex) {
    assertFalse(Utf8.isText(ByteBuffer.wrap(HexFormat.of().parseHex(hex))));
  }

  @Test
  void charactersOfEachLengthAreText() {
    byte[] text = "aé€𝄞 and more than eight letters".getBytes(StandardCharsets.UTF_8);

    assertTrue(Utf8.isText(ByteBuffer.wrap(text)));
    assertTrue(Utf8.isText(ByteBuffer.allocateDirect(text.length).put(text).flip()));
  }

  @Test
  void itAgreesWithTheJdk() {
    Random random = new Random(3);
    int[] leads = {0x41, 0x80, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x90, 0xA0, 0xBF};
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(14)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) leads[random.nextInt(leads.length)];
      }

      assertEquals(
          isTextForTheJdk(bytes),
          Utf8.isText(bytes, 0, bytes.length),
          () -> HexFormat.of().formatHex(bytes));
    }
  }

  private static boolean isTextForTheJdk(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
