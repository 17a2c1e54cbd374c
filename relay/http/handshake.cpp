#include "relay/http/handshake.h"

#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

namespace tributary::http {

namespace beast = boost::beast;

void shake_hands(Socket& socket, const Request& request, const std::string& subprotocol, std::function<void(bool accepted)> done) {
  using Stream = beast::websocket::stream<Socket&, false>;
  beast::http::request<beast::http::empty_body> upgrade(beast::http::verb::get, request.target, 11);
  for (const Fields::One field : request.fields) upgrade.insert(boost::beast::string_view(field.name.data(), field.name.size()), boost::beast::string_view(field.value.data(), field.value.size()));
  const auto stream = std::make_shared<Stream>(socket);
  stream->set_option(beast::websocket::stream_base::decorator([subprotocol](beast::websocket::response_type& response) {
    response.set(beast::http::field::sec_websocket_protocol, subprotocol);
  }));
  stream->async_accept(upgrade, [stream, done = std::move(done)](ErrorCode failed) { done(!failed); });
}

}  // namespace tributary::http
