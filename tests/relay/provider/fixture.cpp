#include "tests/relay/provider/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/base/id_text.h"

namespace tributary::provider::testing {
namespace {

namespace json = boost::json;

const std::string root = TRIBUTARY_ROOT "/tests/";

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Two blanks per level and one value per line, so that a change of meaning is a readable diff.
void print(std::ostream& out, const json::value& value, const std::string& indent) {
  const std::string deeper = indent + "  ";
  const char* separator = "";
  if (const auto* object = value.if_object(); object && !object->empty()) {
    out << "{";
    for (const auto& [key, member] : *object) {
      out << separator << "\n" << deeper << json::value(key) << ": ";
      print(out, member, deeper);
      separator = ",";
    }
    out << "\n" << indent << "}";
  } else if (const auto* array = value.if_array(); array && !array->empty()) {
    out << "[";
    for (const auto& element : *array) {
      out << separator << "\n" << deeper;
      print(out, element, deeper);
      separator = ",";
    }
    out << "\n" << indent << "]";
  } else {
    out << value;
  }
}

json::array claims(const std::vector<Claim>& all) {
  static constexpr const char* kinds[] = {"phone", "whatsapp", "business_scoped", "short_code", "sender_name"};
  json::array list;
  for (const Claim& claim : all) list.push_back(json::object{{kinds[static_cast<int>(claim.kind)], claim.address}});
  return list;
}

json::value word(Direction direction) { return direction == Direction::in ? "in" : "out"; }

json::object describe_one(const Inbound& message) {
  static constexpr const char* kinds[] = {"text", "media", "location", "contacts", "choice", "reaction", "unsupported"};
  static constexpr const char* channels[] = {"sms", "whatsapp", "voice"};
  static constexpr const char* opts[] = {"none", "out", "in"};
  json::array media;
  for (const MediaSource& source : message.media) media.push_back(json::object{{"url", source.url}, {"type", source.type}, {"name", source.name}});
  json::object made{{"what", "message"}, {"item", message.item}, {"to", message.to}, {"channel", channels[static_cast<int>(message.channel)]},
                    {"from", claims(message.from)}, {"profile_name", message.profile_name}, {"kind", kinds[static_cast<int>(message.kind)]},
                    {"text", message.body.text}, {"media", media}, {"in_reply_to_item", message.in_reply_to_item},
                    {"forwarded", message.body.forwarded}, {"opt", opts[static_cast<int>(message.opt)]}, {"account", message.account}};
  if (const auto& at = message.body.location)
    made["location"] = {{"latitude", at->latitude}, {"longitude", at->longitude}, {"label", at->label}, {"address", at->address}};
  if (const auto& choice = message.body.choice) made["choice"] = {{"id", choice->id}, {"title", choice->title}};
  if (!message.body.raw.empty()) made["raw"] = message.body.raw;
  return made;
}

json::object describe_one(const StatusReport& report) {
  static constexpr const char* words[] = {"queued", "sending", "unknown", "accepted", "sent", "delivered", "read", "failed", "cancelled"};
  return {{"what", "status"}, {"item", report.item}, {"dedupe", report.dedupe},
          {"ours", report.ours ? json::value(to_text(*report.ours)) : json::value()},
          {"status", report.status ? json::value(words[static_cast<int>(*report.status)]) : json::value()},
          {"error", report.error}, {"account", report.account}};
}

json::object describe_one(const CallReport& call) {
  static constexpr const char* words[] = {"ringing", "in_progress", "completed", "busy", "no_answer", "failed", "canceled"};
  return {{"what", "call"}, {"item", call.item}, {"dedupe", call.dedupe}, {"ours", call.ours}, {"other", claims(call.other)},
          {"direction", word(call.direction)}, {"status", words[static_cast<int>(call.status)]}, {"sequence", call.sequence},
          {"seconds", call.seconds}, {"account", call.account}, {"wants_voice_answer", call.wants_voice_answer}};
}

}  // namespace

json::value load_json(const std::string& path) {
  boost::system::error_code ec;
  json::value value = json::parse(read(root + "fixtures/" + path), ec);
  EXPECT_FALSE(ec) << path << " is missing or no JSON";
  return value;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(root + "fixtures/" + folder)) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Webhook load_webhook(const std::string& folder, const std::string& name) {
  const json::value file = load_json("twilio/" + folder + "/" + name + ".json");
  const json::value& sent = file.at("request");
  Webhook hook{name, std::string(sent.at("url").as_string()), std::string(file.at("auth_token").as_string()), {}, file.at("expect").as_object()};
  hook.request.method = std::string(sent.at("method").as_string());
  hook.request.target = hook.url.substr(hook.url.find('/', hook.url.find("//") + 2));
  const std::size_t question = std::min(hook.request.target.find('?'), hook.request.target.size());
  hook.request.path = hook.request.target.substr(0, question);
  hook.request.query = hook.request.target.substr(std::min(question + 1, hook.request.target.size()));
  for (const auto& [field, value] : sent.at("headers").as_object()) hook.request.fields.push_back({field, std::string(value.as_string())});
  hook.request.body = std::string(sent.at("body").as_string());
  return hook;
}

std::vector<Webhook> load_webhooks(const std::string& folder) {
  std::vector<Webhook> all;
  for (const std::string& name : names_in("twilio/" + folder)) all.push_back(load_webhook(folder, name));
  return all;
}

http::Request form_post(const std::vector<http::Field>& pairs, const std::string& target) {
  http::Request request;
  request.method = "POST";
  request.target = target;
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  request.fields = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = http::form_encode(pairs);
  return request;
}

bool verify(const Webhook& hook) {
  return twilio::verify(hook.request.method, hook.url, hook.request.field("Content-Type"), hook.request.body,
                        hook.request.field("X-Twilio-Signature"), {hook.token});
}

json::value described(const Parsed& parsed) {
  json::array items;
  for (const Item& item : parsed.items) items.push_back(std::visit([](const auto& one) { return describe_one(one); }, item));
  return {{"items", items}, {"unusable", parsed.unusable}};
}

void expect_golden(const std::string& name, const json::value& actual) {
  std::stringstream text;
  print(text, actual, "");
  text << "\n";
  const std::string path = root + "golden/twilio/" + name + ".json";
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text.str();
  EXPECT_EQ(text.str(), read(path)) << path << " differs; UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace tributary::provider::testing
