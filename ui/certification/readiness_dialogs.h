// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/certification_actions.h"

#include <QString>

#include <optional>

class QWidget;

namespace oxseal::ui {

struct DispositionAnswer
{
    DispositionInput input;
    QString reason;
};
/// What is decided about one matter; `kind` is chosen beforehand.
[[nodiscard]] std::optional<DispositionAnswer> askDisposition(
    QWidget* parent, const certification::OpenMatter& matter, certification::DispositionKind kind);

struct DcpAnswer
{
    certification::DcpConclusion conclusion;
    QString reason;
};
[[nodiscard]] std::optional<DcpAnswer> askDcpConclusion(QWidget* parent, const certification::ReadinessFacts& facts, Day today);

struct ChangeAnswer
{
    std::string what;
    std::optional<bool> likely;
    std::string why;
    std::string by;
    QString reason;
};
/// A candidate for paragraph 4(d), or the judgement about one (`existing`).
[[nodiscard]] std::optional<ChangeAnswer> askIcfrChange(QWidget* parent, const IcfrChangeRow* existing = nullptr);

} // namespace oxseal::ui
