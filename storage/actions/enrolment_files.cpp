// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/enrolment_files.h"

#include "storage/actions/people_actions.h"
#include "storage/packet/render_client.h"

#include <fstream>
#include <iterator>

namespace oxseal {

Status saveEnrolmentSheet(
    Workspace& workspace, const std::string& login, const std::filesystem::path& file, const std::string& reason)
{
    OXSEAL_TRY(const Document sheet, enrolmentSheet(workspace, login));
    OXSEAL_TRY(const std::string pdf, renderPdf(sheet));
    // The file first: a sheet that is recorded but lies nowhere could never be signed.
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << pdf;
    out.close();
    if (!out)
        return fail(kEnrolmentFile, file.string(), {file.string()});
    OXSEAL_CHECK(recordEnrolmentSheet(workspace, login, pdf, reason));
    return {};
}

Status attachEnrolmentFile(
    Workspace& workspace, const std::string& login, const std::filesystem::path& file, const std::string& reason)
{
    std::ifstream in(file, std::ios::binary);
    const std::string scan{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in || scan.empty())
        return fail(kEnrolmentFile, file.string(), {file.string()});
    return attachEnrolment(workspace, login, scan, reason);
}

} // namespace oxseal
