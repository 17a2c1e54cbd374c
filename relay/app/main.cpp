// tributary-relay: serve, and what an administrator types beside it.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <iterator>

#include "relay/app/control.h"
#include "relay/app/serve.h"

using namespace tributary;

namespace {

constexpr const char* help =
    "tributary-relay serve --data DIR [--listen 127.0.0.1:8080] [--public-url URL] [--key-file FILE] [--insecure]\n"
    "                      [--trusted-proxy ADDRESS[,ADDRESS]...]\n"
    "                      [--backup-to FOLDER [--backup-every HOURS] [--backup-keep N]]\n"
    "tributary-relay create-tenant --tenant ID [--name NAME]\n"
    "tributary-relay create-user --email E [--name N] [--role admin|agent] (--password-stdin | --no-password) [--tenant T]\n"
    "tributary-relay create-token [--scope S]... [--name N] [--days D] [--tenant T]\n"
    "tributary-relay setup-link [--email E] [--tenant T]\n"
    "tributary-relay add-account --sid AC... --token-stdin [--sms-number +N] [--whatsapp-number +N] [--api-base URL] [--tenant T]\n"
    "tributary-relay demo [--conversations N] [--thread-messages M] [--seed S] [--now MS] [--add] [--tenant T]\n"
    "tributary-relay deactivate-user --email E | activate-user --email E\n"
    "tributary-relay backup --to DIR | backup-key [--recipient KEY | --make FILE]\n"
    "tributary-relay check [--backup DIR [--backup-key FILE]] | restore --from DIR [--backup-key FILE]\n"
    "tributary-relay release-sending [--tenant T] | version\n"
    "Every command takes --data DIR (default ./data).\n";

std::vector<std::string> environment_names() {
  std::vector<std::string> names;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text(*entry);
    names.emplace_back(text.substr(0, text.find('=')));
  }
  return names;
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

// Takes "--data DIR", "--public-url URL" and "--key-file F" out of a command's words: they belong to the house, not to the command.
std::vector<std::string> take_house_options(std::vector<std::string>& words) {
  std::vector<std::string> taken;
  for (std::size_t i = 1; i < words.size();) {
    const bool ours = words[i] == "--data" || words[i] == "--public-url" || words[i] == "--key-file" || words[i] == "--listen";
    if (!ours || i + 1 >= words.size()) {
      ++i;
      continue;
    }
    taken.insert(taken.end(), {words[i], words[i + 1]});
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
  }
  return taken;
}

int say(const app::Said& said) {
  (said.ok ? std::cout : std::cerr) << said.text << std::flush;
  return said.ok ? 0 : 1;
}

int command(std::vector<std::string> words) {
  app::Asked asked;
  const auto house_words = take_house_options(words);
  asked.words = std::move(words);
  const host::Config config = host::read_config(house_words, environment, environment_names());
  if (app::wants_secret(asked)) {
    asked.secret.assign(std::istreambuf_iterator<char>(std::cin), {});
    while (asked.secret.ends_with('\n') || asked.secret.ends_with('\r')) asked.secret.pop_back();
  }
  if (auto said = app::run_without_house(config, asked)) return say(*said);
  if (auto said = app::ask_serving(config.data, asked)) return say(*said);
  boost::asio::io_context io;
  host::House house(io, config);
  const app::Said said = app::run_command(house, asked);
  house.save();
  return say(said);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words[0] == "help" || words[0] == "--help") return std::cout << help, words.empty() ? 2 : 0;
    if (words[0] == "version") return std::cout << "tributary-relay 0.1\n", 0;
    if (words[0] == "serve") return app::serve(host::read_config({words.begin() + 1, words.end()}, environment, environment_names()));
    return command(std::move(words));
  } catch (const std::exception& wrong) {
    std::cerr << wrong.what() << std::endl;
    return 1;
  }
}
