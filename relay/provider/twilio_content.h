#pragma once
// Twilio's Content API: the templates a business may send first, what WhatsApp thinks of them, and asking it (C17, D75-D77).
#include "relay/provider/twilio.h"

namespace tributary::provider::twilio {

// As the provider keeps it: blanks are numbered, and kinds without a text of their own have no body.
struct ContentItem {
  std::string sid, name, language, body;
  std::vector<std::string> variables;
  Approval approval = Approval::not_submitted;
  TemplateCategory category = TemplateCategory::utility;
  std::string reason = {};  // why WhatsApp rejected it, in its words; empty otherwise
};
struct ContentPage { std::vector<ContentItem> items; std::string next_page; };  // next_page empty: the last

// `page`: empty, or next_page of the page before.
http::OutboundRequest list_contents(const Credentials&, std::string_view page);
std::optional<ContentPage> parse_contents(const Credentials&, std::string_view json);  // nullopt: not what it should be

// A template of ours becomes content of the provider's: its blanks are numbered in their order.
http::OutboundRequest create_content(const Credentials&, const MessageTemplate&);
std::string created_content(std::string_view json);                                     // "HX…", or empty
// Asks WhatsApp to approve what lies under the template's content_sid.
http::OutboundRequest ask_approval(const Credentials&, const MessageTemplate&);
std::optional<Approval> parse_approval(std::string_view json);

// Buttons, or a list of up to ten, for a conversation under way (C15): WhatsApp need not be asked. nullopt: what is said
// does not fit there and goes as text.
std::optional<http::OutboundRequest> create_choices(const Credentials&, const ChoicesOffered&);

}  // namespace tributary::provider::twilio
