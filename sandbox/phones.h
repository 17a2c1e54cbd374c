#pragma once
// Virtual phones and everything Twilio would remember about them, kept in DIR over restarts.
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "relay/http/message.h"
#include "sandbox/loop.h"

namespace tributary::sandbox {

struct Switches {
  bool unreachable = false;     // arrives nothing until it is off again
  bool duplicate = false;       // every webhook about this phone goes out twice
  bool out_of_order = false;    // later ones overtake
  bool drop_delivered = false;  // the "delivered" callback is lost
  bool no_read = false;         // the person never looks
  std::int64_t delay_ms = 0;    // before each webhook
  std::int64_t refuse = 0;      // 0, 30003, 63016: what sends to this phone end with
};

struct Phone {
  std::string id, number, name;        // "ph1", "+15550100101"
  bool whatsapp = false;
  Switches switches;
  std::int64_t last_inbound_ms = -1;   // virtual time; the 24 hours of WhatsApp count from here; -1: never
  bool stopped = false;                // wrote STOP (SMS)

  std::string address() const { return (whatsapp ? "whatsapp:" : "") + number; }
};

struct Media { std::string sid, type, name; };

struct Message {
  std::string sid, phone;              // `phone` is empty when nobody has the number
  std::string from, to;                // as Twilio writes them: "whatsapp:+1555…"
  bool from_customer = false;
  std::string kind = "text";           // text, media, location, contact, button, list, call
  std::string text;
  std::string detail;                  // for the screen: what a location says
  std::vector<Media> media;            // from the customer, or fetched from the business
  std::vector<std::string> media_urls; // from the business
  std::string content_sid, service_sid, status_callback;
  std::string status = "queued";       // Twilio's words
  std::int64_t error = 0;
  std::string note;                    // what became of a customer's message: why the inbox did not take it
  bool free_form = true;               // no template
  bool in_window = true;               // WhatsApp: when it was sent
  bool held = false;                   // waits for an unreachable phone
  bool shown = false;                  // stands on the phone's screen
  std::int64_t at_ms = 0, updated_ms = 0;
};

class Phones {
 public:
  Phones(Loop&, std::string folder, std::uint64_t seed);  // throws std::runtime_error when the folder cannot be used

  std::vector<Phone>& all() { return phones_; }
  Phone* find(std::string_view id_or_number);
  Phone* at_address(std::string_view address);            // "+1…" or "whatsapp:+1…"
  Phone& add(std::string number, std::string name, bool whatsapp);
  bool remove(std::string_view id);
  void reset(bool keep_phones);                           // messages go; the ids go on counting

  std::deque<Message>& messages() { return messages_; }   // in order of creation, the oldest let go
  Message* message(std::string_view sid);
  Message& add(Message);                                  // stamps the time

  std::string sid(std::string_view prefix);               // a new one
  std::string token();
  std::uint64_t seed() const { return seed_; }

  Media keep_media(std::string_view type, std::string_view name, std::string_view bytes);
  std::string media_bytes(std::string_view sid) const;

  std::int64_t clock_offset_ms = 0;                       // virtual time = wall clock + this; only windows live in it
  std::int64_t virtual_now_ms() const { return Loop::now_ms() + clock_offset_ms; }

  void changed();                                         // written soon
  void save();                                            // written now, atomically

  static constexpr std::size_t messages_max = 5000;       // about four megabytes of JSON
  static constexpr std::size_t phones_max = 50;

 private:
  void load();
  void first_start();
  void forget_media(const Message&);

  Loop& loop_;
  std::string folder_;
  std::uint64_t seed_ = 0;
  std::uint64_t counter_ = 0, counter_written_ = 0;
  std::vector<Phone> phones_;
  std::deque<Message> messages_;
  std::map<std::string, Message*, std::less<>> by_sid_;
  bool save_waits_ = false;
};

}  // namespace tributary::sandbox
