// The page of provider accounts and API tokens: what the relay is asked, and what becomes of its answer. What is wrong is said
// at the field it is about; everything typed stays.
#include <algorithm>
#include <utility>

#include "web/app/app.h"
#include "web/app/channels_bodies.h"
#include "web/app/channels_forms.h"
#include "web/app/channels_pane.h"
#include "web/app/form_pane.h"
#include "web/app/people_bodies.h"
#include "web/app/reason_words.h"
#include "web/app/words.h"
#include "web/app/words_channels.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

constexpr std::string_view accounts_path = "/api/v1/admin/accounts", tokens_path = "/api/v1/admin/tokens";

std::string own(std::string_view words) { return std::string(words); }
std::string below(std::string_view path, const std::string& id) { return std::string(path) + "/" + id; }

bool is_sid(const std::string& text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text.size() == 34 && text.compare(0, 2, "AC") == 0 && std::all_of(text.begin() + 2, text.end(), hex);
}

// The field of the dialog that the relay speaks of; -1: none that is shown.
int field_of(Dialog kind, std::string_view named) {
  if (kind == Dialog::account_auth) return named == "token" ? next_auth : -1;
  if (named == "name") return 0;  // of either of the others
  if (kind != Dialog::account_form) return -1;
  return named == "sid" ? account_sid : named == "token" ? account_auth : named == "smsNumber" ? account_sms : named == "whatsappNumber" ? account_whatsapp : -1;
}

std::string_view account_change(intent::ChangeChannels::What what) {
  using What = intent::ChangeChannels::What;
  if (what == What::forget) return R"({"forgetPrevious":true})";
  return what == What::disconnect_sms ? R"({"smsNumber":null})" : R"({"whatsappNumber":null})";
}

template <class Items>
void set_busy(Items& items, const std::string& id) {
  for (auto& one : items) one.busy = one.id == id;
}

}  // namespace

// Drawn or not, what was known goes with the page: the token that was told once above all.
void App::tend_channels() {
  if (state_.page != Page::channels) state_.channels = {};
  else if (!state_.channels.asked) read_channels();
}

void App::read_channels() {
  state_.channels.asked = true;
  state_.channels.failed = false;
  platform::fetch(tag_accounts, "GET", accounts_path, "");
  platform::fetch(tag_tokens, "GET", tokens_path, "");
}

void App::change_channels(const intent::ChangeChannels& i) {
  using What = intent::ChangeChannels::What;
  ChannelsState& s = state_.channels;
  if (i.what == What::read) return read_channels();
  s.sure_of.clear();
  if (i.what != What::revoke) {
    const bool all = i.what == What::disconnect;
    set_busy(s.accounts, i.id);
    platform::focus(all ? nodes::channel_auth(i.id) : nodes::channel_edit(i.id));  // its button will be gone
    return platform::fetch(tag_account_changed, all ? "DELETE" : "PATCH", below(accounts_path, i.id), all ? std::string_view() : account_change(i.what));
  }
  set_busy(s.tokens, i.id);
  platform::focus(nodes::token_make());
  platform::fetch(tag_token_revoked, "DELETE", below(tokens_path, i.id), "");
}

void App::save_account() {
  FormState& form = state_.form;
  if (form.busy) return;
  const std::string& id = state_.dialog.account;
  const bool rotates = state_.dialog.kind == Dialog::account_auth, made = id.empty();
  const std::string sms = form_value(form, account_sms), whatsapp = form_value(form, account_whatsapp);
  const std::string name = form_value(form, account_name), sid = form_value(form, account_sid), auth = form_value(form, rotates ? next_auth : account_auth);
  if (!rotates && name.empty()) return wrong_in(account_name, own(words::people::name_needed));
  if (made && !is_sid(sid)) return wrong_in(account_sid, own(words::channels::sid_wrong));
  if ((made || rotates) && auth.empty()) return wrong_in(rotates ? next_auth : account_auth, own(words::channels::auth_needed));
  if (made && sms.empty() && whatsapp.empty()) return wrong_in(account_sms, own(words::channels::numbers_needed));
  if (session_->link() != ClientSession::Link::live) return void(form.error = own(words::people::password_offline));
  form.busy = true;
  const std::string body = rotates ? account_body({{"token", auth}})
                                   : account_body({{"name", name}, {"sid", sid}, {"token", auth}, {"smsNumber", sms}, {"whatsappNumber", whatsapp}});
  platform::fetch(tag_account_saved, made ? "POST" : "PATCH", made ? std::string(accounts_path) : below(accounts_path, id), body);
}

void App::make_token() {
  FormState& form = state_.form;
  if (form.busy) return;
  const std::string name = form_value(form, token_name);
  if (name.empty()) return wrong_in(token_name, own(words::people::name_needed));
  std::vector<std::string_view> scopes;
  const auto all = token_scopes();
  for (std::size_t i = 0; i < all.size(); ++i)
    if ((form.third & 1 << i) != 0) scopes.push_back(all[i].code);
  if (scopes.empty()) {
    platform::focus(nodes::token_scope(0));
    return void(form.error = own(words::channels::scopes_needed));
  }
  if (session_->link() != ClientSession::Link::live) return void(form.error = own(words::people::password_offline));
  form.busy = true;
  platform::fetch(tag_token_made, "POST", tokens_path, token_body(name, scopes, token_days[form.choice]));
}

// Told to who is still at the page; nobody else is asked to keep it.
void App::token_made(std::string_view body) {
  if (state_.page != Page::channels) return;
  NewToken made = new_token_of(body);
  platform::focus(nodes::secret_copy());
  platform::announce(words::formatted(words::channels::secret, {{"name", made.name}}), false);
  state_.channels.secret = std::move(made.secret);
  state_.channels.secret_of = std::move(made.name);
}

void App::channels_fetched(const platform::Event& event) {
  ChannelsState& s = state_.channels;
  const bool good = event.status >= 200 && event.status < 300, asked = event.number == tag_accounts || event.number == tag_tokens;
  if (asked && state_.page != Page::channels) return;
  const ErrorOfBody error = good ? ErrorOfBody{} : error_of(event.text);
  const bool about_number = error.code == "invalid_value" && error.field.find("Number") != std::string::npos;
  const std::string why = !error.code.empty() ? refusal_words(about_number ? "invalid_phone" : error.code, error.message) : own(state_.online ? words::channels::unclear : words::channels::offline);
  if (asked && good) {
    if (event.number == tag_accounts) s.accounts = accounts_of(event.text), s.accounts_known = true;
    else s.tokens = tokens_of(event.text), s.tokens_known = true;
  } else if (asked) {
    s.failed = true;
    s.why = why;
    platform::announce(words::channels::failed, true);
  }
  if (asked) return;
  // Whoever left that form and has opened another goes on with the other.
  const Dialog form = event.number == tag_token_made ? Dialog::api_token : state_.dialog.kind == Dialog::account_auth ? Dialog::account_auth : Dialog::account_form;
  const bool of_form = event.number == tag_token_made || event.number == tag_account_saved, shown = of_form && state_.dialog.kind == form && state_.form.busy;
  if (shown) state_.form.busy = false;
  if (good) {
    if (shown) close_dialog();
    if (event.number == tag_token_made) token_made(event.text);
    else toast(own(words::health::done), false);
    if (state_.page == Page::channels) read_channels();
    return;
  }
  set_busy(s.accounts, {});
  set_busy(s.tokens, {});
  if (!shown) return toast(words::formatted(words::health::failed, {{"why", why}}), true);
  const int field = field_of(form, error.field);
  if (field >= 0) wrong_in(field, why);
  else state_.form.error = why;
  platform::announce(why, true);
}

}  // namespace tributary::app
