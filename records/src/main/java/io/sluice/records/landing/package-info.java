/**
 * The schemas of what lands. The planner fixes a {@link io.sluice.records.landing.LandingSchema}
 * per topic by {@link io.sluice.records.landing.LandingRules}; what cannot land has the {@link
 * io.sluice.records.landing.QuarantineSchema}.
 */
@NullMarked
package io.sluice.records.landing;

import org.jspecify.annotations.NullMarked;
