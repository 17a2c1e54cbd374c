// A voice note from nothing: five tones as uncompressed FLAC frames inside Ogg pages, the smallest
// audio a browser plays as audio/ogg that can be written without a codec.
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sandbox/samples.h"

namespace tributary::sandbox {

namespace {

constexpr int rate = 8000, samples_per_frame = 1024, frames = 16;  // about two seconds

void put(std::string& out, std::uint64_t value, int bytes) {  // little end first, as Ogg has it
  for (int at = 0; at < bytes; ++at) out.push_back(static_cast<char>(value >> (8 * at)));
}

std::uint32_t crc(std::string_view bytes, int width, std::uint32_t polynomial) {
  const std::uint32_t top = 1u << (width - 1), mask = width == 32 ? 0xffffffffu : (1u << width) - 1;
  std::uint32_t value = 0;
  for (const char c : bytes) {
    value ^= static_cast<std::uint32_t>(static_cast<std::uint8_t>(c)) << (width - 8);
    for (int bit = 0; bit < 8; ++bit) value = ((value << 1) ^ (value & top ? polynomial : 0)) & mask;
  }
  return value;
}

// One packet per page: header type 2 begins the stream, 4 ends it.
std::string page(std::string_view packet, int type, std::uint64_t granule, std::uint32_t number) {
  std::string out("OggS\0", 5);
  out.push_back(static_cast<char>(type));
  put(out, granule, 8);
  put(out, 0x74726962, 4);  // any serial number will do
  put(out, number, 4);
  put(out, 0, 4);
  out.push_back(static_cast<char>(packet.size() / 255 + 1));
  out.append(packet.size() / 255, '\xff');
  out.push_back(static_cast<char>(packet.size() % 255));
  out += packet;
  const std::uint32_t sum = crc(out, 32, 0x04c11db7);
  for (std::size_t at = 0; at < 4; ++at) out[22 + at] = static_cast<char>(sum >> (8 * at));
  return out;
}

// STREAMINFO as the Ogg mapping of FLAC wraps it.
std::string stream_info() {
  std::string out("\x7f" "FLAC\x01\x00\x00\x01" "fLaC\x00\x00\x00\x22", 17);
  for (int twice = 0; twice < 2; ++twice) {
    out.push_back(static_cast<char>(samples_per_frame >> 8));
    out.push_back(static_cast<char>(samples_per_frame & 255));
  }
  out.append(6, '\0');  // frame sizes unknown
  // 20 bits rate, 3 bits channels - 1, 5 bits depth - 1, 36 bits number of samples
  const std::uint64_t packed = (static_cast<std::uint64_t>(rate) << 44) | (7ull << 36) | static_cast<std::uint64_t>(samples_per_frame * frames);
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(packed >> shift));
  out.append(16, '\0');  // no checksum of the sound
  return out;
}

std::string comment() {
  std::string out("\x84\x00\x00\x00", 4);  // the last metadata block, its length follows
  std::string body;
  put(body, 7, 4);
  body += "sandbox";
  put(body, 0, 4);
  out[3] = static_cast<char>(body.size());
  return out + body;
}

int tone(int at) {
  constexpr std::array<double, 5> notes = {523.25, 587.33, 659.25, 783.99, 659.25};
  const std::size_t note = static_cast<std::size_t>(at) * notes.size() / (samples_per_frame * frames);
  const double inside = std::fmod(at * 5.0 / (samples_per_frame * frames), 1.0);
  return static_cast<int>(80 * std::sin(6.283185307 * notes[note] * at / rate) * std::sin(3.14159265 * inside));
}

std::string frame(int number) {
  // sync, fixed block size; 1024 samples, 8 kHz; mono, 8 bits; the frame's number
  std::string out("\xff\xf8\xa4\x02", 4);
  out.push_back(static_cast<char>(number));
  out.push_back(static_cast<char>(crc(out, 8, 0x07)));
  out.push_back(2);  // verbatim
  for (int at = 0; at < samples_per_frame; ++at) out.push_back(static_cast<char>(tone(number * samples_per_frame + at)));
  const std::uint32_t sum = crc(out, 16, 0x8005);
  out.push_back(static_cast<char>(sum >> 8));
  out.push_back(static_cast<char>(sum & 255));
  return out;
}

}  // namespace

std::string melody_ogg() {
  std::string out = page(stream_info(), 2, 0, 0) + page(comment(), 0, 0, 1);
  for (int at = 0; at < frames; ++at)
    out += page(frame(at), at + 1 == frames ? 4 : 0, static_cast<std::uint64_t>(samples_per_frame) * static_cast<std::uint64_t>(at + 1), static_cast<std::uint32_t>(at + 2));
  return out;
}

}  // namespace tributary::sandbox
