// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "models/core/result.h"
#include "storage/packet/manifest.h"
#include "storage/packet/packet_file.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace oxseal {

/// Gives a file's bytes in blocks.
using ByteStream = std::function<Status(const std::function<Status(ByteView)>&)>;
[[nodiscard]] ByteStream streamOf(std::string bytes);

struct PayloadSource
{
    std::string path;
    std::uint64_t size = 0;
    ByteStream stream;
};

struct PacketSignature
{
    std::string role; ///< file name: signatures/<role>.p7s
    std::string cms;
    std::string certificate; ///< DER
};

/// Everything a packet consists of. `payload` must be what the manifest lists, `certification` are signed PDFs.
struct PacketParts
{
    std::string manifest; ///< bytes as signed
    std::vector<PayloadSource> payload;
    std::vector<PacketFile> certification;
    std::vector<PacketSignature> signatures;
    std::vector<std::string> authorities; ///< DER, in the manifest's order
};

/// Writes the ZIP: guide, sums, index and manifest first, then the payload by path, then what is signed for itself.
[[nodiscard]] Status writePacket(const PacketParts& parts, const std::filesystem::path& file);

/// The guide, word for word from the program's resources.
[[nodiscard]] std::string verifyGuide();
/// index.html over the manifest's files; names and paths are escaped.
[[nodiscard]] std::string indexHtml(const Manifest& manifest);
/// The same as a document for index.pdf.
[[nodiscard]] Document indexDocument(const Manifest& manifest);

} // namespace oxseal
