#pragma once
// Icons as SVG paths in a 24x24 box, stroked 1.5 px. No icon font, no files.
#include <string_view>

namespace tributary::app::icon {

using Path = std::string_view;

inline constexpr Path person = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20a7.5 7.5 0 0 1 15 0";
inline constexpr Path person_none = "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M3 20a7.2 7.2 0 0 1 11-6M16.5 16.5l5 5M21.5 16.5l-5 5";
inline constexpr Path tray = "M4 13.5V18a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4.500l-3-8.500H7zM4 13.500h5a3 3 0 0 0 6 0h5";
inline constexpr Path shield = "M12 3l7.500 3v5.500c0 4.700-3.200 8-7.500 9.500-4.300-1.500-7.500-4.800-7.500-9.500V6zM9 12l2.200 2.200L15.200 10";
inline constexpr Path bubble = "M20 12a7.500 7 0 0 1-7.500 7c-1.300 0-2.500-.3-3.600-.8L4 20l1.400-4.200A6.800 6.800 0 0 1 4 12a7.500 7 0 0 1 8-7 7.700 7 0 0 1 8 7z";
inline constexpr Path bubble_phone = "M20.500 11.800a8.500 8.500 0 0 1-12.500 7.500L3.500 20.500l1.200-4.300A8.500 8.500 0 1 1 20.500 11.800zM9 8.500c-.5 2.800 3.200 6.800 6.200 6.600l.8-1.600-1.900-1-1 .9c-.9-.4-1.900-1.400-2.300-2.300l.9-1-.9-2z";
inline constexpr Path phone = "M6 3.500h3l1.500 4-2 1.500a12 12 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2 2A15.500 15.500 0 0 1 4 5.500a2 2 0 0 1 2-2z";
inline constexpr Path phone_missed = "M6 3.500h3l1.500 4-2 1.500a12 12 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2 2A15.500 15.500 0 0 1 4 5.500a2 2 0 0 1 2-2zM15.500 3.500l5 5M20.500 3.500l-5 5";
inline constexpr Path clock = "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17M12 7.500V12l3 2";
inline constexpr Path tick = "M5 12.500l4.500 4.500L19 7.500";
inline constexpr Path ticks = "M2.500 12.500L7 17l9.500-9.500M11.500 16.500l.5.500 9.500-9.500";
inline constexpr Path warning = "M12 4L2.500 20h19zM12 10v4.500M12 17v.3";
inline constexpr Path question = "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.400-1 .9-1 1.700M12 16.500v.3";
inline constexpr Path arrow_left = "M19 12H5M11 6l-6 6 6 6";
inline constexpr Path arrow_down = "M12 5v14M6 13l6 6 6-6";
inline constexpr Path panel = "M4.500 5h15A1.500 1.500 0 0 1 21 6.500v11a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 17.500v-11A1.500 1.500 0 0 1 4.500 5zM15 5v14";
inline constexpr Path panel_first = "M4.500 5h15A1.500 1.500 0 0 1 21 6.500v11a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 17.500v-11A1.500 1.500 0 0 1 4.500 5zM9 5v14";
inline constexpr Path more = "M5.200 12h.1M12 12h.1M18.800 12h.1M5.200 11.700v.6M12 11.700v.6M18.800 11.700v.6";
inline constexpr Path chevron_down = "M6.500 9.500l5.500 5.500 5.500-5.500";
inline constexpr Path cross = "M6 6l12 12M18 6L6 18";
inline constexpr Path file = "M13.500 3.500H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zM13.500 3.500V9H19";
inline constexpr Path copy = "M10.500 9h8A1.500 1.500 0 0 1 20 10.500v8a1.500 1.500 0 0 1-1.500 1.500h-8A1.500 1.500 0 0 1 9 18.500v-8A1.500 1.500 0 0 1 10.500 9zM6 15H5.500A1.500 1.500 0 0 1 4 13.500v-8A1.500 1.500 0 0 1 5.500 4h8A1.500 1.500 0 0 1 15 5.500V6";
inline constexpr Path picture = "M5.500 4h13A1.500 1.500 0 0 1 20 5.500v13a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 18.500v-13A1.500 1.500 0 0 1 5.500 4zM4 16l4.500-4.500 4 4 3-3L20 17M14.800 9.200v.1";
inline constexpr Path sound = "M5 10v4M9 7v10M13 4.500v15M17 8v8M21 10.500v3";
inline constexpr Path film = "M4.500 6h10A1.500 1.500 0 0 1 16 7.500v9a1.500 1.500 0 0 1-1.500 1.500h-10A1.500 1.500 0 0 1 3 16.500v-9A1.500 1.500 0 0 1 4.500 6zM16 10.500l5-3v9l-5-3z";
inline constexpr Path pin = "M12 21c4.500-4.600 7-8 7-11.300a7 7 0 0 0-14 0C5 13 7.500 16.400 12 21zM12 12.200a2.400 2.400 0 1 0 0-4.800 2.400 2.400 0 0 0 0 4.800";
inline constexpr Path card = "M4.500 5h15A1.500 1.500 0 0 1 21 6.500v11a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 17.500v-11A1.500 1.500 0 0 1 4.500 5zM9 11.500a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800M5.800 16a3.300 3.300 0 0 1 6.400 0M15 9.500h3M15 13h3";
inline constexpr Path reply = "M9.500 6L4 11.500 9.500 17M4.500 11.500H14a6 6 0 0 1 6 6v.5";
inline constexpr Path moon = "M19.500 14A8 8 0 0 1 10 4.500a8 8 0 1 0 9.500 9.500z";
inline constexpr Path sun = "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400";
inline constexpr Path leave = "M14 4H6.500A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20H14M10.500 12H21M17.500 8.500L21 12l-3.500 3.500";
inline constexpr Path again = "M20 12a8 8 0 1 1-2.400-5.700L20 8.500M20 4v4.500h-4.500";
inline constexpr Path sliders = "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5";
inline constexpr Path product = "M4 5.500h16v11h-9.500L6 20.500v-4H4zM8 9.500h8M8 12.700h5";
inline constexpr Path info = "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17M12 11v5M12 7.800v.2";
inline constexpr Path send = "M4.500 12L19.500 5l-4.700 14.500-3.300-6zM11.500 13.500l8-8.500";
inline constexpr Path tick_circle = "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17M8.300 12.300l2.600 2.600 4.900-5.200";
inline constexpr Path person_plus = "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M3 20a7 7 0 0 1 12.600-4.200M18.500 15.500v6M15.500 18.500h6";
inline constexpr Path open_envelope = "M4 10.200V18a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.800M4 10.200L12 4l8 6.200M4 10.200l8 5.300 8-5.300";
inline constexpr Path lock = "M7 11V8.500a5 5 0 0 1 10 0V11M6.500 11h11A1.500 1.500 0 0 1 19 12.500v6a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 5 18.500v-6A1.500 1.500 0 0 1 6.500 11zM12 14.500v2";
inline constexpr Path cloud_off = "M8.500 18.500H17a3.800 3.800 0 0 0 1.300-7.400 6.300 6.300 0 0 0-9-4.600M6.300 8.800A6.200 6.200 0 0 0 5.900 11a3.900 3.900 0 0 0 .9 7.500M4 4l16 16";
inline constexpr Path sparkle = "M12 3.500l1.900 5.600 5.600 1.900-5.600 1.900L12 18.500l-1.900-5.600L4.500 11l5.600-1.900zM18.500 16v4M16.500 18h4";
inline constexpr Path picture_off = "M8 4h10.500A1.500 1.500 0 0 1 20 5.500V16M4 8v10.500A1.500 1.500 0 0 0 5.500 20H16M4 16l4.500-4.500 3 3M3.500 3.500l17 17";
inline constexpr Path clip = "M19 11.500l-7.300 7.300a4.600 4.600 0 0 1-6.500-6.500l7.700-7.700a3.100 3.100 0 0 1 4.400 4.400l-7.700 7.700a1.600 1.600 0 0 1-2.200-2.200l7-7";
inline constexpr Path plus = "M12 5v14M5 12h14";
inline constexpr Path minus = "M5 12h14";
inline constexpr Path chevron_back = "M14.500 6l-6 6 6 6";
inline constexpr Path chevron_on = "M9.500 6l6 6-6 6";
inline constexpr Path funnel = "M4 5.500h16l-6.200 7.300V19l-3.600-2v-4.200z";
inline constexpr Path order = "M7.500 5v14M4 15.500L7.500 19l3.500-3.500M16.500 19V5M13 8.500L16.500 5 20 8.500";
inline constexpr Path tag_label = "M11.500 4H5.500A1.500 1.500 0 0 0 4 5.500v6l8.500 8.500 7.500-7.500zM8.200 8.300v-.1";
inline constexpr Path bookmark = "M7 4.500h10a1 1 0 0 1 1 1V20l-6-4-6 4V5.500a1 1 0 0 1 1-1z";
inline constexpr Path sheet = "M5.500 4h13A1.500 1.500 0 0 1 20 5.500v13a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 18.500v-13A1.500 1.500 0 0 1 5.500 4zM8 8.500h8M8 12h8M8 15.500h5";
inline constexpr Path list = "M9 6.500h11M9 12h11M9 17.500h11M4.500 6.500h.1M4.500 12h.1M4.500 17.500h.1";
inline constexpr Path download = "M12 4v11M7 10.500l5 5 5-5M5 20h14";
inline constexpr Path people = "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M2.500 19a6.500 6.500 0 0 1 13 0M15.500 4.800a3.500 3.500 0 0 1 0 6.500M18 13.500a6.500 6.500 0 0 1 3.500 5.500";
inline constexpr Path label = "M3.500 5.500A1.500 1.500 0 0 1 5 4h7.200l8.300 8.300a1.500 1.500 0 0 1 0 2.100l-6.100 6.100a1.500 1.500 0 0 1-2.100 0L3.500 12zM8 8.200v.2";
inline constexpr Path search = "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l4.500 4.500";
inline constexpr Path pencil = "M4 20l1-4.500L16.500 4a1.500 1.500 0 0 1 2.100 0l1.400 1.400a1.500 1.500 0 0 1 0 2.100L8.500 19zM14.500 6l3.500 3.500";

// Icons that show a way along the line of reading, the beginning of its lines or a side of the page: mirrored where that line
// runs from right to left. A telephone, a tick or a clock is the same everywhere.
constexpr bool points_somewhere(Path path) {
  return path == arrow_left || path == reply || path == leave || path == chevron_back || path == chevron_on || path == send || path == panel || path == panel_first ||
         path == list || path == sheet;
}

}  // namespace tributary::app::icon
