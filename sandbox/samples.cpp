#include "sandbox/samples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace tributary::sandbox {

namespace {

void put_big(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

void put_little(std::string& out, std::uint64_t value, int bytes) {
  for (int at = 0; at < bytes; ++at) out.push_back(static_cast<char>(value >> (8 * at)));
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t low = 1, high = 0;
  for (const char c : bytes) {
    low = (low + static_cast<std::uint8_t>(c)) % 65521;
    high = (high + low) % 65521;
  }
  return (high << 16) | low;
}

void put_chunk(std::string& png, std::string_view type, std::string_view data) {
  put_big(png, static_cast<std::uint32_t>(data.size()), 4);
  const std::string checked = std::string(type) + std::string(data);
  png += checked;
  put_big(png, crc32(checked), 4);
}

// zlib without compression: blocks of at most 65535 bytes, each with its length and the complement of it.
std::string stored(std::string_view bytes) {
  std::string out("\x78\x01", 2);
  for (std::size_t at = 0; at < bytes.size(); at += 65535) {
    const std::string_view part = bytes.substr(at, 65535);
    out.push_back(at + part.size() == bytes.size() ? 1 : 0);
    put_little(out, part.size(), 2);
    put_little(out, ~part.size() & 0xffff, 2);
    out += part;
  }
  put_big(out, adler32(bytes), 4);
  return out;
}

constexpr int width = 240, height = 180;

struct Colour { int red, green, blue; };
constexpr std::array<Colour, 10> skies = {{{255, 179, 120}, {120, 178, 255}, {160, 130, 240}, {255, 140, 160}, {90, 200, 190},
                                           {250, 205, 110}, {130, 150, 220}, {240, 150, 100}, {110, 190, 240}, {200, 160, 220}}};

// Colours 0-199 are the sky from top to bottom, 200-219 the near hill, 220-239 the far one, 255 the sun.
std::string palette(const Colour& sky) {
  std::string out;
  const auto put = [&](int red, int green, int blue) {
    for (const int part : {red, green, blue}) out.push_back(static_cast<char>(std::clamp(part, 0, 255)));
  };
  for (int at = 0; at < 256; ++at) {
    if (at < 200) put(sky.red * (300 - at) / 300 + at / 3, sky.green * (300 - at) / 300 + at / 2, sky.blue * (300 - at) / 300 + at / 2);
    else if (at < 220) put(30 + at - 200, 70 + 2 * (at - 200), 50);
    else if (at < 240) put(60 + at - 220, 110 + at - 220, 110);
    else put(255, 244, 214);
  }
  return out;
}

int colour_at(int x, int y, unsigned number) {
  const int far_hill = 100 + static_cast<int>(22 * std::sin((x + 37.0 * number) / 31.0));
  const int near_hill = 132 + static_cast<int>(16 * std::sin((x + 61.0 * number) / 47.0 + 1));
  const int sun_x = 40 + static_cast<int>(number * 53 % 160), sun_y = 34 + static_cast<int>(number * 29 % 40);
  if (y > near_hill) return 200 + std::min(19, (y - near_hill) / 3);
  if (y > far_hill) return 220 + std::min(19, (y - far_hill) / 3);
  if ((x - sun_x) * (x - sun_x) + (y - sun_y) * (y - sun_y) < 17 * 17) return 255;
  return y * 199 / height;
}

}  // namespace

std::string gradient_png(unsigned number) {
  std::string rows;
  rows.reserve((width + 1) * height);
  for (int y = 0; y < height; ++y) {
    rows.push_back(0);  // no filter
    for (int x = 0; x < width; ++x) rows.push_back(static_cast<char>(colour_at(x, y, number)));
  }
  std::string header;
  put_big(header, width, 4);
  put_big(header, height, 4);
  header += std::string("\x08\x03\0\0\0", 5);  // 8 bits, palette, deflate, usual filter, not interlaced
  std::string png("\x89PNG\r\n\x1a\n", 8);
  put_chunk(png, "IHDR", header);
  put_chunk(png, "PLTE", palette(skies[number % skies.size()]));
  put_chunk(png, "IDAT", stored(rows));
  put_chunk(png, "IEND", "");
  return png;
}

std::string contact_card(std::string_view name, std::string_view number) {
  std::string card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:";
  for (const char c : name) {  // a line break would begin a property of its own
    if (c == ',' || c == ';' || c == '\\') card.push_back('\\');
    if (c != '\r' && c != '\n') card.push_back(c);
  }
  card += "\r\nTEL;TYPE=CELL:";
  for (const char c : number)
    if (c == '+' || (c >= '0' && c <= '9')) card.push_back(c);
  return card + "\r\nEND:VCARD\r\n";
}

std::optional<Sample> sample(std::string_view name) {
  for (unsigned number = 1; number <= 10; ++number)
    if (name == "picture" + std::to_string(number)) return Sample{"image/png", "picture-" + std::to_string(number) + ".png", gradient_png(number)};
  if (name == "voice") return Sample{"audio/ogg", "voice-note.ogg", melody_ogg()};
  if (name == "contact") return Sample{"text/vcard", "ada-fixture.vcf", contact_card("Ada Fixture", "+15550100199")};
  return std::nullopt;
}

}  // namespace tributary::sandbox
