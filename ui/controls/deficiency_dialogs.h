// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/deficiency_actions.h"
#include "ui/controls/deficiency_words.h"
#include "ui/jobs/session.h"

#include <functional>
#include <optional>

class QWidget;

namespace oxseal::ui {

struct EvaluationAnswer
{
    controls::Evaluation said;
    std::string reason;
};
/// The questions in their order, with what they come to beneath.
[[nodiscard]] std::optional<EvaluationAnswer> askToEvaluate(QWidget* parent, const DeficiencyContent& content, const DeficiencyView& view, const QString& currency);

struct ConclusionAnswer
{
    controls::DeficiencyLevel level = controls::DeficiencyLevel::Control;
    std::string because;
    std::string reason;
};
[[nodiscard]] std::optional<ConclusionAnswer> askToConcludeOn(QWidget* parent, const DeficiencyContent& content, const DeficiencyView& view);

struct RemedyAnswer
{
    Day since;
    std::string retest;
    std::string reason;
};
[[nodiscard]] std::optional<RemedyAnswer> askForRemedy(QWidget* parent, const DeficiencyView& view, Day today);

struct ToldAnswer
{
    controls::Told told = controls::Told::Auditor;
    Day on;
    std::string reason;
};
[[nodiscard]] std::optional<ToldAnswer> askWhoWasTold(QWidget* parent, const DeficiencyView& view, Day today);

struct MaterialityAnswer
{
    Json body;
    std::string reason;
};
/// What management measures by, as a proposal for a second person.
[[nodiscard]] std::optional<MaterialityAnswer> askForMateriality(QWidget* parent, const Json& body, const QString& currency, Day from);

/// Where something can be raised as a deficiency: asks for a title and the control, raises it and hands on its number. `about` says what it is;
/// of a source Hand also entity, account and assertion are asked for.
struct RaiseFrom
{
    QWidget* page = nullptr;
    Session* session = nullptr;
    DeficiencySourceName source;
    QString about;
    QString control; ///< code chosen beforehand
    std::function<void(const QString&)> raised;
    std::function<void(const Error&)> failed;
};
void raiseAsDeficiency(const RaiseFrom& from);

} // namespace oxseal::ui
