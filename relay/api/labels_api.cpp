#include "relay/api/labels_api.h"

#include <charconv>
#include <cstdio>

#include "relay/api/commanding.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

std::string colour_text(std::uint32_t colour) {
  char text[8];
  std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(colour & 0xFFFFFFu));
  return text;
}

std::optional<std::uint32_t> read_colour(const std::string& text) {
  std::uint32_t colour = 0;
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  const auto read = std::from_chars(text.data() + 1, text.data() + 7, colour, 16);
  if (read.ec != std::errc{} || read.ptr != text.data() + 7) return std::nullopt;
  return colour;
}

http::Response tag_response(int status, const State& state, TagId id) {
  const Tag* tag = state.tags.find(id);
  if (!tag) return not_found();
  return json_response(status, json::object{{"id", to_text(tag->id)}, {"name", tag->name}, {"description", tag->description},
                                            {"colour", colour_text(tag->colour)}, {"archived", tag->archived}});
}

void list_tags(const Granted<Action::read_roster>& granted, Call& call) {
  json::array items;
  granted.tenant().runtime.state().tags.for_each([&](TagId, const Tag& tag) {
    items.push_back({{"id", to_text(tag.id)}, {"name", tag.name}, {"description", tag.description}, {"colour", colour_text(tag.colour)}, {"archived", tag.archived}});
  });
  call.reply(list_response(std::move(items)));
}

// Creates (`existing` none) or changes. What a change leaves out stays as it is.
void put_tag(const Granted<Action::tag>& granted, Call& call, TagId existing) {
  auto body = read_body(call.request, {"name", "description", "colour"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const State& state = granted.tenant().runtime.state();
  const Tag* known = state.tags.find(existing);
  if (existing && !known) return call.reply(error(Refused(Refusal::unknown_tag)));
  const auto colour = read_colour(text_field(*body.fields, "colour").value_or(known ? colour_text(known->colour) : "#808080"));
  if (!colour) return call.reply(error(422, "invalid_value", "colour must be six hexadecimal digits after a #, such as #3366ff.", "colour"));
  const std::string name = text_field(*body.fields, "name").value_or(known ? known->name : "");
  const std::string description = text_field(*body.fields, "description").value_or(known ? known->description : "");
  const auto id = store::mint<CommandId>();
  if (known) return submit(granted, call, id, ChangeTag{existing, name, description, *colour}, [&state, existing] { return tag_response(200, state, existing); });
  submit(granted, call, id, CreateTag{name, description, *colour}, [&state, tag = same_bits<TagId>(id)] { return tag_response(201, state, tag); });
}

http::Response team_response(int status, const State& state, TeamId id) {
  const Team* team = state.teams.find(id);
  if (!team) return not_found();
  json::array members;
  for (AgentId agent : team->members) members.push_back(json::value(to_text(agent)));
  return json_response(status, json::object{{"id", to_text(team->id)}, {"name", team->name}, {"memberIds", std::move(members)}, {"archived", team->archived}});
}

void list_teams(const Granted<Action::read_roster>& granted, Call& call) {
  json::array items;
  granted.tenant().runtime.state().teams.for_each([&](TeamId, const Team& team) {
    json::array members;
    for (AgentId agent : team.members) members.push_back(json::value(to_text(agent)));
    items.push_back({{"id", to_text(team.id)}, {"name", team.name}, {"memberIds", std::move(members)}, {"archived", team.archived}});
  });
  call.reply(list_response(std::move(items)));
}

void put_team(const Granted<Action::manage_teams>& granted, Call& call, TeamId existing) {
  auto body = read_body(call.request, {"name", "memberIds"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const State& state = granted.tenant().runtime.state();
  const Team* known = state.teams.find(existing);
  if (call.request.method != "POST" && !known) return call.reply(error(Refused(Refusal::unknown_team)));
  auto members = field_ids<AgentTag>(*body.fields, "memberIds");
  if (!members) return call.reply(error(Refused(Refusal::unknown_agent)));
  if (known && !body.fields->contains("memberIds")) members = known->members;
  const std::string name = text_field(*body.fields, "name").value_or(known ? known->name : "");
  const auto id = store::mint<CommandId>();
  const TeamId team = known ? existing : same_bits<TeamId>(id);
  submit(granted, call, id, ConfigureTeam{known ? existing : TeamId{}, name, *members}, [&state, team, status = known ? 200 : 201] { return team_response(status, state, team); });
}

json::object saved_reply_json(const SavedReply& r) {
  json::array variables;
  for (const std::string& name : variables_in(r.body)) variables.push_back(json::value(name));
  return {{"id", to_text(r.id)}, {"shortcut", r.shortcut}, {"title", r.title}, {"body", r.body}, {"folder", r.folder}, {"variables", std::move(variables)}};
}

http::Response saved_reply_response(int status, const State& state, SavedReplyId id) {
  const SavedReply* known = state.saved_replies.find(id);
  return known ? json_response(status, saved_reply_json(*known)) : not_found();
}

void list_saved_replies(const Granted<Action::read_templates>& granted, Call& call) {
  json::array items;
  granted.tenant().runtime.state().saved_replies.for_each([&](SavedReplyId, const SavedReply& r) { items.push_back(saved_reply_json(r)); });
  call.reply(list_response(std::move(items)));
}

void put_saved_reply(const Granted<Action::write_saved_replies>& granted, Call& call, SavedReplyId existing) {
  auto body = read_body(call.request, {"shortcut", "title", "body", "folder"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const State& state = granted.tenant().runtime.state();
  const SavedReply* known = state.saved_replies.find(existing);
  if (call.request.method != "POST" && !known) return call.reply(error(Refused(Refusal::unknown_saved_reply)));
  const auto text = [&](const char* name, const std::string& before) { return text_field(*body.fields, name).value_or(before); };
  const SavedReply before = known ? *known : SavedReply{};
  const auto id = store::mint<CommandId>();
  const SaveReply command{known ? existing : SavedReplyId{}, text("shortcut", before.shortcut), text("title", before.title), text("body", before.body), text("folder", before.folder)};
  const SavedReplyId saved = known ? existing : same_bits<SavedReplyId>(id);
  submit(granted, call, id, command, [&state, saved, status = known ? 200 : 201] { return saved_reply_response(status, state, saved); });
}

}  // namespace

void add_tag_routes(Router& router) {
  router.on<Action::read_roster>("GET", "/api/v1/tags", list_tags);
  router.on<Action::tag>("POST", "/api/v1/tags", [](const auto& granted, Call& call) { put_tag(granted, call, {}); });
  router.on<Action::tag>("PATCH", "/api/v1/tags/{id}", [](const auto& granted, Call& call) {
    const TagId id = path_id<TagTag>(call);
    if (!id) return call.reply(error(Refused(Refusal::unknown_tag)));
    put_tag(granted, call, id);
  });
  router.on<Action::tag>("DELETE", "/api/v1/tags/{id}", [](const auto& granted, Call& call) {
    submit(granted, call, store::mint<CommandId>(), ArchiveTag{path_id<TagTag>(call)}, [] { return no_content(); });
  });
  router.on<Action::tag>("POST", "/api/v1/tags/{id}/restore", [](const auto& granted, Call& call) {
    const TagId id = path_id<TagTag>(call);
    submit(granted, call, store::mint<CommandId>(), RestoreTag{id}, [&state = granted.tenant().runtime.state(), id] { return tag_response(200, state, id); });
  });
}

void add_team_routes(Router& router) {
  router.on<Action::read_roster>("GET", "/api/v1/teams", list_teams);
  router.on<Action::manage_teams>("POST", "/api/v1/teams", [](const auto& granted, Call& call) { put_team(granted, call, {}); });
  router.on<Action::manage_teams>("PATCH", "/api/v1/teams/{id}", [](const auto& granted, Call& call) { put_team(granted, call, path_id<TeamTag>(call)); });
  router.on<Action::manage_teams>("DELETE", "/api/v1/teams/{id}", [](const auto& granted, Call& call) {
    submit(granted, call, store::mint<CommandId>(), ArchiveTeam{path_id<TeamTag>(call)}, [] { return no_content(); });
  });
}

void add_saved_reply_routes(Router& router) {
  router.on<Action::read_templates>("GET", "/api/v1/saved-replies", list_saved_replies);
  router.on<Action::write_saved_replies>("POST", "/api/v1/saved-replies", [](const auto& granted, Call& call) { put_saved_reply(granted, call, {}); });
  router.on<Action::write_saved_replies>("PATCH", "/api/v1/saved-replies/{id}", [](const auto& granted, Call& call) { put_saved_reply(granted, call, path_id<SavedReplyTag>(call)); });
  router.on<Action::write_saved_replies>("DELETE", "/api/v1/saved-replies/{id}", [](const auto& granted, Call& call) {
    submit(granted, call, store::mint<CommandId>(), RemoveSavedReply{path_id<SavedReplyTag>(call)}, [] { return no_content(); });
  });
}

}  // namespace tributary::api
