package vongdoi.models.purchase;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import vongdoi.models.params.ChainedParams;
import vongdoi.models.params.Declaration;

/**
 * Params of estimators and models whose parameters may depend on static covariates: numbers that
 * say something of a customer from the start, such as the channel of the first order as 0 or 1.
 *
 * @param <S> the estimator or model, returned by the setters
 */
public interface CovariateParams<S extends CovariateParams<S>> extends ChainedParams<S> {

  /** The declared params of one estimator or model. */
  Declared covariates();

  default StringArrayParam transactionCovariates() {
    return covariates().transactionCovariates;
  }

  default StringArrayParam lifetimeCovariates() {
    return covariates().lifetimeCovariates;
  }

  /** Columns that change how often customers buy. */
  default S setTransactionCovariates(String... columns) {
    return with(transactionCovariates(), columns);
  }

  /** Columns that change how long customers stay. */
  default S setLifetimeCovariates(String... columns) {
    return with(lifetimeCovariates(), columns);
  }

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final StringArrayParam transactionCovariates;
    private final StringArrayParam lifetimeCovariates;
    private final Params owner;

    Declared(Params owner) {
      this.owner = owner;
      Declaration declare = new Declaration(owner);
      transactionCovariates =
          declare.columns("transactionCovariates", "columns that change how often customers buy");
      lifetimeCovariates =
          declare.columns("lifetimeCovariates", "columns that change how long customers stay");
    }

    List<String> ofTransactions() {
      return List.of(owner.getOrDefault(transactionCovariates));
    }

    List<String> ofLifetime() {
      return List.of(owner.getOrDefault(lifetimeCovariates));
    }

    /** Columns in the order of the coefficients. */
    List<String> columns() {
      return Stream.concat(ofTransactions().stream(), ofLifetime().stream()).toList();
    }

    /** Names of the coefficients. */
    List<String> coefficients() {
      return Stream.concat(
              ofTransactions().stream().map(c -> "transaction." + c),
              ofLifetime().stream().map(c -> "lifetime." + c))
          .toList();
    }
  }
}
